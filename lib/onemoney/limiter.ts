/**
 * The request budget of one credential: a token bucket with two queues. 1Money publishes no limits; the default of one
 * request per second with a burst of four comes from its test suite (1Money API notes, section 6). Interactive calls go
 * first. Two tokens are kept back from background calls, because starting onboarding costs two exchanges (read, then
 * link) and a person should not wait behind a sweep.
 */
import type { Clock } from './clock';

export type Priority = 'interactive' | 'background';
/** `late`: no token came before the deadline. */
export type Admission = 'granted' | 'late' | 'aborted';

export interface LimiterSettings {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

export interface TakeRequest {
  readonly priority: Priority;
  /** On the monotonic clock. */
  readonly deadlineAt: number;
  readonly signal?: AbortSignal;
}

export interface Limiter {
  take(request: TakeRequest): Promise<Admission>;
  /** After a 429: background calls wait at least this long. A person's click may still try. */
  pauseBackground(ms: number): void;
}

const INTERACTIVE_RESERVE = 2;
/** Refilling adds fractions; without this, 0.9999999 of a token would cost another timer. */
const EPSILON = 1e-6;

interface Waiter {
  resolve(admission: Admission): void;
}

export function createLimiter(clock: Clock, settings: LimiterSettings): Limiter {
  const burst = Math.max(1, settings.burst);
  const reserve = Math.min(INTERACTIVE_RESERVE, burst - 1);
  const tokensPerMs = settings.requestsPerSecond / 1000;
  const queues: Record<Priority, Set<Waiter>> = { interactive: new Set(), background: new Set() };
  let tokens = burst;
  let refilledAt = clock.monotonic();
  let backgroundPausedUntil = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | null = null;

  const refill = () => {
    const now = clock.monotonic();
    tokens = Math.min(burst, tokens + (now - refilledAt) * tokensPerMs);
    refilledAt = now;
  };
  const needed = (priority: Priority) => (priority === 'interactive' ? 1 : 1 + reserve);
  const waitMs = (priority: Priority) => {
    const forTokens = (needed(priority) - tokens - EPSILON) / tokensPerMs;
    const forPause = priority === 'background' ? backgroundPausedUntil - clock.monotonic() : 0;
    return Math.max(0, forTokens, forPause);
  };
  const nextPriority = (): Priority | null => {
    if (queues.interactive.size > 0) return 'interactive';
    return queues.background.size > 0 ? 'background' : null;
  };

  const pump = () => {
    cancelTimer?.();
    cancelTimer = null;
    refill();
    for (let priority = nextPriority(); priority !== null; priority = nextPriority()) {
      const wait = waitMs(priority);
      if (wait > 0) {
        cancelTimer = clock.setTimer(Math.ceil(wait), pump);
        return;
      }
      const [first] = queues[priority];
      if (first === undefined) return;
      tokens -= 1;
      first.resolve('granted');
    }
  };

  return {
    take: ({ priority, deadlineAt, signal }) =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve('aborted');
          return;
        }
        const onAbort = () => waiter.resolve('aborted');
        const waiter: Waiter = {
          resolve: (admission) => {
            queues[priority].delete(waiter);
            cancelDeadline();
            signal?.removeEventListener('abort', onAbort);
            resolve(admission);
          },
        };
        const cancelDeadline = clock.setTimer(deadlineAt - clock.monotonic(), () => waiter.resolve('late'));
        signal?.addEventListener('abort', onAbort, { once: true });
        queues[priority].add(waiter);
        pump();
      }),
    pauseBackground: (ms) => {
      backgroundPausedUntil = Math.max(backgroundPausedUntil, clock.monotonic() + ms);
    },
  };
}
