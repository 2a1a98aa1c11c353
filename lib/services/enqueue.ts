/**
 * The way from a use case to a job: `lib/jobs` plugs the queue in when it starts. A job is a hurry, not a promise:
 * what must happen stands in a row (operation, inbox), and the minutely catch-up finds rows whose job got lost.
 */
import 'server-only';
import { log } from '@/lib/log';

export interface JobData {
  readonly 'follow-hint': { readonly upstreamId: string };
  readonly 'settle-creation': { readonly operationId: string };
}

export type HurriedJob = keyof JobData;

interface EnqueueOptions {
  /** At most one waiting job of its kind with this key. */
  readonly singletonKey: string;
  readonly startAfterSeconds?: number;
}

export type Enqueue = <J extends HurriedJob>(job: J, data: JobData[J], options: EnqueueOptions) => Promise<void>;

const holder = globalThis as typeof globalThis & { portalEnqueue?: Enqueue };

export function plugQueue(queue: Enqueue): void {
  holder.portalEnqueue = queue;
}

export const enqueue: Enqueue = async (job, data, options) => {
  try {
    await holder.portalEnqueue?.(job, data, options);
  } catch (error) {
    log.warn({ err: error, job }, 'a job could not be queued; the catch-up will find its row');
  }
};
