import 'server-only';
import { log } from '@/lib/log';
import { catchUpAtStart } from '@/lib/services/catch-up';
import { startQueue } from './queue';
import { jobs } from './registry';

/** What a lost notification may cost; with notifications a job starts at once. */
const POLL_SECONDS = 2;

/**
 * Starts the queue of this process and, unless somebody else runs the jobs, the workers and the clockwork too. Any
 * number of processes may do so on one PostgreSQL.
 */
export async function startJobs(options: { readonly runsJobs: boolean }): Promise<void> {
  const boss = await startQueue(options);
  if (!options.runsJobs) return;
  for (const [name, job] of Object.entries(jobs)) {
    await boss.work(
      name,
      { batchSize: 1, localConcurrency: job.concurrency, pollingIntervalSeconds: POLL_SECONDS },
      async ([one]) => {
        const startedAt = Date.now();
        await job.run(one?.data);
        log.debug({ job: name, durationMs: Date.now() - startedAt }, 'job done');
      },
    );
    if (job.cron !== null) await boss.schedule(name, job.cron);
  }
  // What a crash left behind should not wait for the next full minute.
  await catchUpAtStart();
}
