/**
 * Time as an argument: the limiter, the breaker, deadlines and backoff ask a `Clock`, so that tests move it instead of
 * waiting.
 */

export interface Clock {
  /** Wall clock, milliseconds since 1970; what signatures and dates are made of. It may jump. */
  now(): number;
  /** Milliseconds since some fixed moment; never jumps, so every duration is measured with it. */
  monotonic(): number;
  /** Calls `fire` once after `ms`; the answer cancels it. */
  setTimer(ms: number, fire: () => void): () => void;
  /** Resolves after `ms`, or at once when `signal` aborts: the caller looks at the signal afterwards. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Node treats a longer timer as one of 1 ms. */
const LONGEST_TIMER_MS = 2_147_483_647;

function setTimer(ms: number, fire: () => void): () => void {
  const timer = setTimeout(fire, Math.min(Math.max(0, Math.ceil(ms)), LONGEST_TIMER_MS));
  return () => clearTimeout(timer);
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = setTimer(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer,
  sleep,
};
