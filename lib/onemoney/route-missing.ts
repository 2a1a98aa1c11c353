/**
 * Whether a 404 or 405 means "no such route here" or "no such customer". Upstream renamed its routes (1Money API
 * notes, section 2.1) and documents neither answer, so this is a judgement on the words:
 *
 * - a 405, and a 404 without 1Money's error object (a gateway's page), come from routing;
 * - words such as "route", "endpoint" or "cannot POST" come from routing;
 * - words about a customer, record or idempotency key are about the thing asked for;
 * - the rest is unclear. `instance` does not help: it repeats the request path in both cases.
 */
import type { Failure, Refusal } from './failure';

export type MissingVerdict = 'route' | 'resource' | 'unclear';

const ROUTE_WORDS =
  /\b(?:route|endpoint|path|url|uri|page|handler|operation)\b|\bcannot (?:get|post|put|patch|delete)\b/i;
const RESOURCE_WORDS = /customer|record|idempotency|entity/i;

/** Null when the refusal is neither a 404 nor a 405. */
export function checkMissing(refusal: Refusal): MissingVerdict | null {
  if (refusal.httpStatus === 405) return 'route';
  if (refusal.httpStatus !== 404) return null;
  if (!refusal.isEnvelope) return 'route';
  const words = `${refusal.detail ?? ''} ${refusal.code ?? ''}`;
  if (ROUTE_WORDS.test(words)) return 'route';
  // Paths are full of the word "customers".
  return RESOURCE_WORDS.test(words.replace(/\/\S*/g, ' ')) ? 'resource' : 'unclear';
}

/** Whether an older route is worth a try. */
export function mayBeMissingRoute(failure: Failure): boolean {
  if (failure.kind !== 'refused') return false;
  const verdict = checkMissing(failure);
  return verdict === 'route' || verdict === 'unclear';
}
