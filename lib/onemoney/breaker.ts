/**
 * The circuit breaker: when upstream keeps failing, stop asking for a while, so that pages render at once from the
 * database and a struggling upstream is not hammered. Opens after 5 failures among the last 10 exchanges, stays open
 * for 30 s, then lets a single trial through.
 *
 * Our own code, because its time must come from `Clock`, and because a 429 or a rejection shows that upstream is alive
 * and must neither open it nor hold it open.
 */
import type { Clock } from './clock';

export type BreakerState = 'closed' | 'open' | 'half_open';
/** `neutral`: the exchange says nothing about upstream, for example because our own caller gave up. */
export type BreakerVerdict = 'alive' | 'failing' | 'neutral';

/** Permission for one exchange; must be resolved exactly once. */
export interface Permit {
  resolve(verdict: BreakerVerdict): void;
}

export interface BreakerSettings {
  readonly failures: number;
  readonly window: number;
  readonly openMs: number;
}

export interface Breaker {
  state(): BreakerState;
  /** True when `enter` would answer null now. */
  isBlocked(): boolean;
  /** A permit, or null while open or while a trial is under way. */
  enter(): Permit | null;
}

const BREAKER_DEFAULTS: BreakerSettings = { failures: 5, window: 10, openMs: 30_000 };

export function createBreaker(clock: Clock, settings: BreakerSettings = BREAKER_DEFAULTS): Breaker {
  let recentFailures: boolean[] = [];
  let openedAt: number | null = null;
  let isTrialRunning = false;

  const open = () => {
    openedAt = clock.monotonic();
    recentFailures = [];
  };
  const state = (): BreakerState => {
    if (openedAt === null) return 'closed';
    return clock.monotonic() - openedAt >= settings.openMs ? 'half_open' : 'open';
  };
  const isBlocked = () => state() === 'open' || (state() === 'half_open' && isTrialRunning);

  const record = (verdict: BreakerVerdict) => {
    // Exchanges that began before it opened finish later; they no longer count.
    if (verdict === 'neutral' || openedAt !== null) return;
    recentFailures = [...recentFailures, verdict === 'failing'].slice(-settings.window);
    if (recentFailures.filter(Boolean).length >= settings.failures) open();
  };
  const recordTrial = (verdict: BreakerVerdict) => {
    isTrialRunning = false;
    if (verdict === 'alive') openedAt = null;
    if (verdict === 'failing') open();
  };

  return {
    state,
    isBlocked,
    enter: () => {
      if (isBlocked()) return null;
      if (state() === 'closed') return { resolve: record };
      isTrialRunning = true;
      return { resolve: recordTrial };
    },
  };
}
