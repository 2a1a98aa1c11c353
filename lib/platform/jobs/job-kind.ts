/** What a job is to the queue. */

import 'server-only';
import type { z } from 'zod';

/** Thrown by a handler whose work is not done yet, so that the queue tries again later. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

export interface JobKind {
  readonly input: z.ZodType;
  run(input: unknown): Promise<void>;
  /** Minute, hour, day, month, weekday in UTC; null for jobs that are enqueued. */
  readonly cron: string | null;
  readonly retryLimit: number;
  readonly firstRetrySeconds: number;
  readonly longestRetrySeconds: number;
  /** A run that takes longer counts as lost and is tried again. */
  readonly expireSeconds: number;
  /**
   * pg-boss's policy. `exclusive`: one job of a kind and key, waiting or running, is enough. `stately`: one may wait
   * while another runs, because what asks for it may have happened after the running one looked.
   */
  readonly policy: 'exclusive' | 'stately';
  /** Jobs of this kind that one process takes and works on at a time. */
  readonly concurrency: number;
}

export function defineJob<S extends z.ZodType>(
  input: S,
  run: (input: z.infer<S>) => Promise<void>,
  options: Partial<Omit<JobKind, 'input' | 'run'>>,
): JobKind {
  return {
    input,
    run: (given) => run(input.parse(given)),
    cron: null,
    retryLimit: 3,
    firstRetrySeconds: 5,
    longestRetrySeconds: 60,
    expireSeconds: 300,
    policy: 'exclusive',
    concurrency: 1,
    ...options,
  };
}
