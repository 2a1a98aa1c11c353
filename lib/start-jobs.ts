import 'server-only';
import type { Job, JobResult } from 'pg-boss';
import { type JobKind, NotYet } from '@/lib/platform/jobs/job-kind';
import { catchUpAtStart } from './catch-up';
import { jobs } from './jobs';
import { log } from './log';
import { startQueue } from './platform/jobs/queue';

/**
 * With notifications a new job starts at once, but delayed and repeated jobs send none when they become due. So this is
 * how late they may be; pg-boss's default would be 30 s.
 */
const POLL_SECONDS = 2;

/**
 * Starts the queue of this process and, unless another process runs the jobs, the workers and the schedule. Any number
 * of processes may do so on one PostgreSQL.
 */
export async function startJobs(options: { readonly runsJobs: boolean }): Promise<void> {
  const boss = await startQueue(jobs, options);
  if (!options.runsJobs) return;
  for (const [name, job] of Object.entries(jobs)) {
    await boss.work(
      name,
      {
        batchSize: job.concurrency,
        perJobResults: true,
        // A full batch is followed by the next one at once: a backlog is not worked off at the pace of looking.
        burstWhenBatchFull: true,
        pollingIntervalSeconds: POLL_SECONDS,
        notifyPollingIntervalSeconds: POLL_SECONDS,
      },
      (batch) => Promise.all(batch.map((one) => runJob(name, job, one))),
    );
    if (job.cron !== null) await boss.schedule(name, job.cron);
  }
  // What a crash left behind should not wait for the next full minute.
  await catchUpAtStart();
}

/** One job of a batch; what happens to it is nothing to the others. */
async function runJob(name: string, job: JobKind, { id, data }: Job<unknown>): Promise<JobResult> {
  const startedAt = Date.now();
  try {
    await job.run(data);
    log.debug({ job: name, durationMs: Date.now() - startedAt }, 'job done');
    return { id, status: 'completed' };
  } catch (error) {
    const level = error instanceof NotYet ? 'debug' : 'warn';
    log[level]({ err: error, job: name, durationMs: Date.now() - startedAt }, 'a job did not finish its work');
    return { id, status: 'failed', output: { message: error instanceof Error ? error.message : 'not an error' } };
  }
}
