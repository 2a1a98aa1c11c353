import type { Bucket } from '@/lib/features/overview/period.rules';
import { formatDate } from '@/lib/format';

/** `26 Nov 2026`. */
export function dayText(day: string): string {
  return formatDate(`${day}T00:00:00Z`, 'utc');
}

/** One day, or `20 Nov 2026 to 26 Nov 2026`. */
export function bucketText({ from, to }: Bucket): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
}

/** Durations are stored in seconds; `formatDuration` takes milliseconds. */
export const SECOND_MS = 1000;
