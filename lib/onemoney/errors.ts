/**
 * The one mapper from a failed exchange to `AppError`, and the readings of upstream's words it needs. Upstream has no
 * field errors and no stable codes (1Money API notes, section 2.9), so `detail` is read here and nowhere else.
 */
import type { AppError, FieldReasons } from '@/lib/result';
import { type Failure, type Refusal, requestIdOf } from './failure';
import { checkMissing } from './route-missing';

/** What was attempted; decides how a rejection reads. */
export type Operation =
  | 'echo'
  | 'create_customer'
  | 'find_customer'
  | 'get_customer'
  | 'list_customers'
  | 'create_link';

export interface FailedCall {
  readonly failure: Failure;
  /** For writes: an earlier or this attempt may have been carried out. */
  readonly mayHaveHappened: boolean;
}

/** How long callers wait when a rate limit gives no hint. */
const DEFAULT_RETRY_AFTER_MS = 1000;

const WRITES: ReadonlySet<Operation> = new Set(['create_customer', 'create_link']);

function isWrite(operation: Operation): boolean {
  return WRITES.has(operation);
}

/**
 * Maps a failed call. Once any attempt of a write may have been carried out, only a look-up can resolve it, so every
 * later failure of that call stays `outcome_unknown`, even a clear rejection of the second attempt.
 */
export function toAppError(operation: Operation, { failure, mayHaveHappened }: FailedCall): AppError {
  const common = commonOf(failure);
  if (isWrite(operation) && mayHaveHappened && !isClearLinkRefusal(operation, failure))
    return { kind: 'outcome_unknown', retryable: true, ...httpStatusOf(failure), ...common };
  switch (failure.kind) {
    case 'throttled':
      return {
        kind: 'rate_limited',
        by: 'upstream',
        retryable: true,
        retryAfterMs: failure.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS,
        ...common,
      };
    case 'not_sent':
    case 'lost':
      return { kind: 'upstream_unavailable', retryable: true, reason: failure.reason, ...common };
    case 'unreadable':
      return { kind: 'unexpected_response', retryable: true, httpStatus: failure.httpStatus, ...common };
    case 'refused':
      return toRefusalError(operation, failure);
  }
}

function toRefusalError(operation: Operation, refusal: Refusal): AppError {
  const { httpStatus } = refusal;
  const common = commonOf(refusal);
  if (httpStatus === 401)
    return { kind: 'upstream_unavailable', retryable: false, reason: 'credentials', httpStatus, ...common };
  if (httpStatus < 400) return { kind: 'unexpected_response', retryable: false, httpStatus, ...common };
  if (httpStatus >= 500 && !isClearLinkRefusal(operation, refusal))
    return { kind: 'upstream_unavailable', retryable: true, reason: 'http', httpStatus, ...common };
  // A missing route is a misconfiguration; only a missing customer may be reported as one.
  if (httpStatus === 404 && operation === 'get_customer' && checkMissing(refusal) !== 'route')
    return { kind: 'not_found', retryable: false, ...common };
  if (operation !== 'create_customer') return { kind: 'upstream_rejected', retryable: false, httpStatus, ...common };
  const fields = fieldsRefused(refusal);
  if (httpStatus === 409 && fields === undefined)
    return { kind: 'conflict', retryable: false, reason: 'idempotency_key', ...common };
  return { kind: 'upstream_rejected', retryable: false, httpStatus, ...common, ...(fields && { fields }) };
}

/**
 * A clear rejection of a link, whatever happened to earlier attempts: an unused link is harmless, so being wrong costs
 * nothing. A 500 with 1Money's error object counts too, because its tests saw "KYB edit not allowed" that way (1Money
 * API notes, section 7, item 6).
 */
function isClearLinkRefusal(operation: Operation, failure: Failure): boolean {
  if (operation !== 'create_link' || failure.kind !== 'refused') return false;
  if (failure.httpStatus >= 400 && failure.httpStatus < 500) return true;
  return failure.httpStatus === 500 && failure.isEnvelope;
}

function httpStatusOf(failure: Failure): { httpStatus?: number } {
  return 'httpStatus' in failure ? { httpStatus: failure.httpStatus } : {};
}

function commonOf(failure: Failure): { requestId?: string; detail?: string } {
  const requestId = requestIdOf(failure);
  const detail = failure.kind === 'refused' ? failure.detail : null;
  return { ...(requestId !== undefined && { requestId }), ...(detail !== null && { detail }) };
}

/** Form fields by their wire names; the form's names are the portal's. */
const FIELD_PATTERNS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['email', /\be-?mail\b/i],
  ['firstName', /\bfirst[_ ]?name\b/i],
  ['lastName', /\blast[_ ]?name\b/i],
  ['companyName', /\bcompany[_ ]?name\b/i],
];

/**
 * Which form fields a rejected creation is about: `duplicate` for an email address that is taken (1Money API notes,
 * section 7, item 17), `refused` for any other. Undefined when it names none.
 */
function fieldsRefused(refusal: Refusal): FieldReasons | undefined {
  if (![400, 409, 422].includes(refusal.httpStatus) || refusal.detail === null) return undefined;
  const detail = refusal.detail;
  const named = FIELD_PATTERNS.filter(([, pattern]) => pattern.test(detail)).map(([field]) => field);
  if (named.length === 0) return undefined;
  const isDuplicate = named.includes('email') && /(?<!not )exist|duplicate|already|unique|in use|taken/i.test(detail);
  if (isDuplicate) return { email: 'duplicate' };
  return Object.fromEntries(named.map((field) => [field, 'refused']));
}

/** A 400/422 about `customer_type`, also in the words of a parser: "unknown variant `Business`". */
export function isCustomerTypeRefused(failure: Failure): boolean {
  return isValidation(failure) && /customer[_ -]?type|variant.{0,40}business/i.test(failure.detail ?? '');
}

/** A 400/422 about `locale`; a silent one counts, since leaving the locale out is harmless. */
export function isLocaleRefused(failure: Failure): boolean {
  return isValidation(failure) && (failure.detail === null || /locale|language/i.test(failure.detail));
}

/** A 400/422 about paging parameters. */
export function isPagingRefused(failure: Failure): boolean {
  return (
    isValidation(failure) && (failure.detail === null || /\b(?:page|size|page_num|page_size)\b/i.test(failure.detail))
  );
}

function isValidation(failure: Failure): failure is Refusal {
  return failure.kind === 'refused' && (failure.httpStatus === 400 || failure.httpStatus === 422);
}
