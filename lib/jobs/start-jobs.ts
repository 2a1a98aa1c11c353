import 'server-only';
import { log } from '@/lib/log';
import { catchUpAtStart } from '@/lib/services/catch-up';
import { startQueue } from './queue';
import { jobs } from './registry';

/**
 * With notifications a new job starts at once. A delayed or repeated job announces itself to nobody when its time
 * comes, so this is how late it may be; pg-boss would take 30 s where notifications work.
 */
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
      {
        batchSize: 1,
        // Whoever found a job looks for the next one at once: a backlog is not worked off at the pace of looking.
        burstWhenBatchFull: true,
        localConcurrency: job.concurrency,
        pollingIntervalSeconds: POLL_SECONDS,
        notifyPollingIntervalSeconds: POLL_SECONDS,
      },
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
