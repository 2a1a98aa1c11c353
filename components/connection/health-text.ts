import { formatDuration } from '@/lib/format';
import { assertNever } from '@/lib/result';

export type BreakerState = 'closed' | 'open' | 'half_open';

/** Small differences are normal; upstream accepts signatures up to five minutes off. */
const NOTICEABLE_MS = 1_000;

export function breakerText(state: BreakerState): string {
  switch (state) {
    case 'closed':
      return 'Requests go through.';
    case 'open':
      return 'Requests are held back for half a minute, because 1Money failed several times in a row.';
    case 'half_open':
      return 'The next request is a trial: if it works, all go through again.';
    default:
      return assertNever(state);
  }
}

/** `offsetMs`: how far upstream's clock is ahead of ours; negative if behind. */
export function clockText(offsetMs: number): string {
  if (Math.abs(offsetMs) < NOTICEABLE_MS) return 'No difference was noticed.';
  const direction = offsetMs > 0 ? 'ahead of' : 'behind';
  return `1Money’s clock is ${formatDuration(Math.abs(offsetMs))} ${direction} ours. Requests are signed with its time; please correct the clock of this machine.`;
}

/** Two key pairs are configured while one replaces the other. */
export function keyPairText(place: 'first' | 'second'): string {
  return place === 'first'
    ? 'Working with the first key pair; the second stands by until 1Money refuses the first.'
    : 'Working with the second key pair: 1Money refuses the first. Make the second the only one, then restart.';
}
