/**
 * How long a 429 asks us to wait: a `Retry-After` header, or the words "Retry after 4s" in the error's `detail`, the
 * only form that 1Money's own SDK reads (1Money API notes, section 6).
 */

const RETRY_AFTER_CAP_MS = 120_000;

/** Milliseconds from a header value (seconds or an HTTP date), 0 for the past, capped at 120 s; null for nonsense. */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const seconds = Number(text);
  if (!Number.isNaN(seconds)) return cap(seconds * 1000);
  // `Date.parse` reads almost anything with a digit in it; an HTTP date has a month name and a time.
  if (!/[A-Za-z]{3}.*\d{1,2}:\d{2}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : cap(at - nowMs);
}

/** Milliseconds from "Retry after 4s", "retry after 1.5 seconds", "retry in 200ms"; null when nothing is said. */
export function parseRetryDetail(detail: string | null): number | null {
  const match = /retry (?:after|in)\s+(\d{1,12}(?:\.\d{1,6})?)\s*(ms|milliseconds?|m\b|min|minutes?)?/i.exec(
    detail ?? '',
  );
  if (match === null) return null;
  const [, amount, unit = 's'] = match;
  if (/^(?:ms|milli)/i.test(unit)) return cap(Number(amount));
  return cap(Number(amount) * (/^m/i.test(unit) ? 60_000 : 1000));
}

/** The longer of two hints: waiting too long costs a moment, too short another 429. */
export function longerHint(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function cap(ms: number): number {
  return Math.min(Math.max(0, Math.ceil(ms)), RETRY_AFTER_CAP_MS);
}
