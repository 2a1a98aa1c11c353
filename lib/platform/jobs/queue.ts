/**
 * pg-boss on the portal's own database, embedded or PostgreSQL: started once a process, stopped with grace. Knows
 * queues and retries; `lib/jobs.ts` says what the jobs do.
 */
import 'server-only';
import { fromPglite, PgBoss } from 'pg-boss';
import { log } from '@/lib/log';
import { database } from '@/lib/platform/db/client';
import { plugQueue, type Queue } from './enqueue';
import type { JobKind } from './job-kind';

const DEAD_LETTERS = 'dead-letters';

/**
 * A job whose process was killed stays "active" and keeps the next one of its kind and key from running. A running job
 * sends a heartbeat every few seconds, so that it is missed after this time and not after its longest run.
 */
const MISSED_AFTER_SECONDS = 15;
const LOOK_FOR_MISSED_SECONDS = 10;

const holder = globalThis as typeof globalThis & { portalQueue?: PgBoss | undefined };

export type Jobs = Readonly<Record<string, JobKind>>;

export async function startQueue(jobs: Jobs, options: { readonly runsJobs: boolean }): Promise<PgBoss> {
  const { jobs: source } = await database();
  const common = {
    schedule: options.runsJobs,
    supervise: options.runsJobs,
    superviseIntervalSeconds: LOOK_FOR_MISSED_SECONDS,
    monitorIntervalSeconds: LOOK_FOR_MISSED_SECONDS,
    useListenNotify: true,
  };
  const boss =
    'pglite' in source
      ? new PgBoss({ ...common, db: fromPglite(source.pglite), backend: 'pglite' })
      : new PgBoss({ ...common, ...source, max: 4, application_name: 'partner-portal jobs' });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue has a problem'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'the job queue warns'));
  await boss.start();
  await createQueues(boss, jobs);
  holder.portalQueue = boss;
  plugQueue(toQueue(boss));
  return boss;
}

function toQueue(boss: PgBoss): Queue {
  return {
    async send(job, data, { singletonKey, startAfterSeconds }) {
      await boss.send(job, data, { singletonKey, startAfter: startAfterSeconds });
    },
    async listDead(limit) {
      const dead = await boss.findJobs(DEAD_LETTERS, { queued: true, limit });
      return dead.map((job) => ({
        id: job.id,
        queue: job.sourceName ?? 'unknown',
        data: JSON.stringify(job.data),
        error: messageOf(job.sourceOutput),
        failedAt: job.createdOn.toISOString(),
      }));
    },
    replayDead: () => boss.redrive(DEAD_LETTERS),
  };
}

/** pg-boss keeps the error of a job as an object with a message. */
function messageOf(output: object | null): string | null {
  return output && 'message' in output && typeof output.message === 'string' ? output.message.slice(0, 300) : null;
}

async function createQueues(boss: PgBoss, jobs: Jobs): Promise<void> {
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: 30 * 24 * 3600, deleteAfterSeconds: 0 });
  for (const [name, job] of Object.entries(jobs)) {
    const options = {
      retryLimit: job.retryLimit,
      retryDelay: job.firstRetrySeconds,
      retryBackoff: true,
      retryDelayMax: job.longestRetrySeconds,
      expireInSeconds: job.expireSeconds,
      heartbeatSeconds: MISSED_AFTER_SECONDS,
      deleteAfterSeconds: 3600,
      // What comes again by the clock needs no second chance from a person.
      ...(job.cron === null && { deadLetter: DEAD_LETTERS }),
      notify: true,
    };
    await boss.createQueue(name, { policy: job.policy, ...options });
    await boss.updateQueue(name, options);
  }
}

export async function stopQueue(): Promise<void> {
  const boss = holder.portalQueue;
  holder.portalQueue = undefined;
  plugQueue(undefined);
  await boss?.stop({ graceful: true, timeout: 20_000 });
}
