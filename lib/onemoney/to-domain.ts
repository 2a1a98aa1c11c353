/** From what upstream sends to what the portal knows: the only place that translates names, instants and texts. */
import { cleanText } from './clean-text';
import type { WireCustomer } from './schemas';

/** One thing that 1Money wants corrected. Plain text; may be empty where upstream sends nothing. */
export interface UpstreamReviewIssue {
  readonly about: 'company' | 'person';
  readonly name: string | null;
  readonly reason: string;
  readonly description: string;
}

export interface UpstreamCustomer {
  readonly upstreamId: string;
  readonly email: string | null;
  /** As sent, cleaned and cut to 100 characters; null when missing or not text. Normalise with `toKybStatus`. */
  readonly rawStatus: string | null;
  readonly businessLegalName: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly submittedAt: Date | null;
  /** Null when the response's shape has no room for them, so that a short response never clears flagged items. */
  readonly reviewIssues: readonly UpstreamReviewIssue[] | null;
  readonly shape: 'full' | 'light';
}

/** Enough for a person to read; more is a mistake or an attack on the page. */
const MAX_ISSUES = 100;

/**
 * `raw` is the object before parsing: only there does "no review issues" differ from "this shape has none". The full
 * shape is recognised by keys that the short one lacks (1Money API notes, sections 2.2 and 2.6).
 */
export function toUpstreamCustomer(wire: WireCustomer, raw: unknown): UpstreamCustomer {
  const isFull = ['review_issues', 'business_legal_name', 'associated_persons'].some((key) => hasKey(raw, key));
  return {
    upstreamId: wire.customer_id,
    email: cleanText(wire.email, 320),
    rawStatus: cleanText(wire.status, 100),
    businessLegalName: cleanText(wire.business_legal_name, 300),
    createdAt: parseInstant(wire.created_at),
    updatedAt: parseInstant(wire.updated_at),
    submittedAt: parseInstant(wire.submitted_at),
    reviewIssues: isFull ? toReviewIssues(wire.review_issues) : null,
    shape: isFull ? 'full' : 'light',
  };
}

function toReviewIssues(wire: WireCustomer['review_issues']): UpstreamReviewIssue[] {
  if (wire === null) return [];
  const company = wire.company_issues.map((issue) => ({ about: 'company' as const, name: issue.company_name, issue }));
  const persons = wire.associated_person_issues.map((issue) => ({ about: 'person' as const, name: issue.name, issue }));
  return [...company, ...persons].slice(0, MAX_ISSUES).map(({ about, name, issue }) => ({
    about,
    name: cleanText(name, 300),
    reason: cleanText(issue.reject_reason, 200) ?? '',
    description: cleanText(issue.description, 2000) ?? '',
  }));
}

function hasKey(raw: unknown, key: string): boolean {
  return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, key);
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|z|UTC|([+-])(\d{2}):?(\d{2})?)?$/;
/** Below this an epoch is in seconds: as milliseconds it would lie in 1973. */
const SECONDS_LIMIT = 100_000_000_000;

/**
 * ISO 8601 with or without fractions and offset (none means UTC), or an epoch in seconds or milliseconds; null for
 * anything else, also for dates that do not exist.
 */
export function parseInstant(raw: string | number | null): Date | null {
  if (raw === null) return null;
  if (typeof raw === 'number') return plausible(raw < SECONDS_LIMIT ? raw * 1000 : raw);
  const match = INSTANT.exec(raw.trim());
  if (match === null) return null;
  const part = (index: number) => Number(match[index] ?? '0');
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const isInRange = hour <= 23 && minute <= 59 && second <= 59 && part(10) <= 23 && part(11) <= 59;
  const calendarDay = new Date(Date.UTC(year, month - 1, day));
  if (!isInRange || calendarDay.getUTCMonth() !== month - 1 || calendarDay.getUTCDate() !== day) return null;
  const fractionMs = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const offsetMs = (match[9] === '-' ? -1 : 1) * (part(10) * 60 + part(11)) * 60_000;
  return plausible(Date.UTC(year, month - 1, day, hour, minute, second, fractionMs) - offsetMs);
}

/** Databases and `toISOString` agree on years with four digits; nothing of 1Money's is older than 1970. */
function plausible(ms: number): Date | null {
  return ms >= 0 && ms < Date.UTC(10_000, 0) ? new Date(ms) : null;
}
