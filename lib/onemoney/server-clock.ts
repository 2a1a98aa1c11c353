/**
 * Upstream's time. Signatures carry ours, and a machine whose clock is off gets a 401; the response's `Date` header
 * says by how much (1Money API notes, section 1.3).
 */
import type { Clock } from './clock';

/** `Date` has whole seconds and travels a while; a smaller difference cannot be what a 401 is about. */
const SMALLEST_SKEW_MS = 5_000;

export interface ServerClock {
  /** When upstream thinks it is. */
  now(): number;
  /** How far upstream is ahead of us, in milliseconds. */
  offsetMs(): number;
  /** Takes over upstream's `Date` header; true if the difference is worth signing again. */
  importOne(dateHeader: string | null): boolean;
}

export function createServerClock(clock: Clock): ServerClock {
  let offsetMs = 0;
  return {
    now: () => clock.now() + offsetMs,
    offsetMs: () => offsetMs,
    importOne: (dateHeader) => {
      const date = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
      if (Number.isNaN(date)) return false;
      const measured = date - clock.now();
      if (Math.abs(measured - offsetMs) < SMALLEST_SKEW_MS) return false;
      offsetMs = measured;
      return true;
    },
  };
}
