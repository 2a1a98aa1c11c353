/**
 * From a use case to a job: `platform/jobs/queue.ts` registers the queue at start. A job only makes work happen soon:
 * what must happen is a row (operation, inbox), and the catch-up finds rows whose job was lost.
 */
import 'server-only';
import { log } from '@/lib/log';
import type { DeadJobItem } from './dead-job';

export interface JobData {
  readonly 'process-webhook': { readonly upstreamId: string };
  readonly 'run-import': { readonly importId: string };
  readonly 'send-mail': { readonly mailId: string };
  readonly 'work-bulk-run': { readonly runId: string };
  readonly 'reconcile-creation': { readonly operationId: string };
}

export type EnqueuedJob = keyof JobData;

interface EnqueueOptions {
  /** At most one waiting job of its kind with this key. */
  readonly singletonKey: string;
  readonly startAfterSeconds?: number;
}

export interface Queue {
  send<J extends EnqueuedJob>(job: J, data: JobData[J], options: EnqueueOptions): Promise<void>;
  /** Jobs that have used up their tries, oldest first. */
  listDead(limit: number): Promise<readonly DeadJobItem[]>;
  /** Gives all of them their retries back; returns their number. */
  replayDead(): Promise<number>;
}

const holder = globalThis as typeof globalThis & { portalQueuePlug?: Queue | undefined };

export function plugQueue(queue: Queue | undefined): void {
  holder.portalQueuePlug = queue;
}

export async function enqueue<J extends EnqueuedJob>(job: J, data: JobData[J], options: EnqueueOptions): Promise<void> {
  try {
    await holder.portalQueuePlug?.send(job, data, options);
  } catch (error) {
    log.warn({ err: error, job }, 'a job could not be queued; the catch-up will find its row');
  }
}

export async function listDeadJobs(limit: number): Promise<readonly DeadJobItem[]> {
  return (await holder.portalQueuePlug?.listDead(limit)) ?? [];
}

export async function replayDeadJobs(): Promise<number> {
  return (await holder.portalQueuePlug?.replayDead()) ?? 0;
}
