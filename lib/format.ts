/**
 * Dates, times and numbers as text. No Intl and no locale, so that server and browser write the same characters and a
 * page hydrates without a difference.
 */

/** `utc` names its zone in the text; `local` is the zone of the machine that runs this, and does not. */
export type Zone = 'utc' | 'local';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What an instant that cannot be read is shown as (unknown input never crashes a page). */
export const UNKNOWN_TIME = 'unknown';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function toParts(iso: string, zone: Zone): Parts | null {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return null;
  return zone === 'utc'
    ? {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      }
    : {
        year: date.getFullYear(),
        month: date.getMonth(),
        day: date.getDate(),
        hour: date.getHours(),
        minute: date.getMinutes(),
      };
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
const dayText = (parts: Parts) => `${parts.day} ${MONTHS[parts.month]} ${parts.year}`;
const clockText = (parts: Parts, zone: Zone) =>
  `${twoDigits(parts.hour)}:${twoDigits(parts.minute)}${zone === 'utc' ? ' UTC' : ''}`;

/** `14:02 UTC`, or `14:02` in the local zone. */
export function formatTime(iso: string, zone: Zone): string {
  const parts = toParts(iso, zone);
  return parts ? clockText(parts, zone) : UNKNOWN_TIME;
}

/** `3 Nov 2026`. */
export function formatDate(iso: string, zone: Zone): string {
  const parts = toParts(iso, zone);
  return parts ? dayText(parts) : UNKNOWN_TIME;
}

/** `3 Nov 2026, 14:02 UTC`, or without the zone's name in the local zone. */
export function formatDateTime(iso: string, zone: Zone): string {
  const parts = toParts(iso, zone);
  return parts ? `${dayText(parts)}, ${clockText(parts, zone)}` : UNKNOWN_TIME;
}

/**
 * `just now`, `2 min ago`, `5 h ago`; from a day on, and for an instant more than a minute ahead (a clock that is
 * off), the date and time in the local zone.
 */
export function formatRelative(iso: string, nowMs: number): string {
  const ageMs = nowMs - new Date(iso).getTime();
  if (Number.isNaN(ageMs)) return UNKNOWN_TIME;
  if (ageMs < -MINUTE_MS || ageMs >= 24 * HOUR_MS) return formatDateTime(iso, 'local');
  if (ageMs < MINUTE_MS) return 'just now';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min ago`;
  return `${Math.floor(ageMs / HOUR_MS)} h ago`;
}

/** `1,234`. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 customer`, `2,000 customers`: the count with its noun. */
export function pluralise(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `under 1 min`, `2 min`, `5 h`, `12 days`: how long something has lasted by now. Clocks may differ a little. */
export function formatAge(ms: number): string {
  return ms >= MINUTE_MS ? formatDuration(ms) : 'under 1 min';
}

/** `less than a second`, `3 s`, `2 min`, `5 h`, `12 days`: how long something took, cut to its largest unit. */
export function formatDuration(ms: number): string {
  if (!(ms >= 1000)) return 'less than a second';
  if (ms < MINUTE_MS) return `${Math.floor(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 24 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return pluralise(Math.floor(ms / (24 * HOUR_MS)), 'day');
}
