/**
 * What can go wrong in one exchange with upstream, in the client's own terms, and the decisions made from that alone:
 * may it be tried again, may a write have happened. `errors.ts` turns the last one into an `AppError`.
 */

export type Failure =
  /** A 429, as a status or inside a 200, or our own request budget was used up until the deadline. Nothing was done. */
  | {
      readonly kind: 'throttled';
      /** What upstream asked for, at most 120 s; null when it did not say. */
      readonly retryAfterMs: number | null;
      readonly requestId: string | null;
    }
  /** No byte of the request left: no connection, open breaker, or the caller gave up before. */
  | { readonly kind: 'not_sent'; readonly reason: 'network' | 'timeout' | 'breaker' }
  /** Sent, but no complete answer. */
  | { readonly kind: 'lost'; readonly reason: 'network' | 'timeout' }
  /** A complete answer other than 2xx. */
  | {
      readonly kind: 'refused';
      readonly httpStatus: number;
      readonly code: string | null;
      /** Cleaned; decisions on it are made in `errors.ts` and `route-missing.ts` only. */
      readonly detail: string | null;
      readonly instance: string | null;
      /** Whether the body was 1Money's error object at all. */
      readonly isEnvelope: boolean;
      readonly requestId: string | null;
    }
  /** A 2xx that cannot be understood: truncated, HTML, wrong type, too large. */
  | { readonly kind: 'unreadable'; readonly httpStatus: number; readonly requestId: string | null };

export type Refusal = Extract<Failure, { kind: 'refused' }>;

/** 500 is missing on purpose: upstream uses it for business rules (1Money API notes, section 2.9). */
const RETRYABLE_STATUSES = new Set([502, 503, 504]);

/**
 * The one retry rule. Reads may also repeat an unreadable response; a write that got a 2xx is resolved by a look-up
 * instead.
 */
export function shouldRetry(failure: Failure, isWrite: boolean): boolean {
  switch (failure.kind) {
    case 'throttled':
    case 'lost':
      return true;
    case 'not_sent':
      return failure.reason !== 'breaker';
    case 'refused':
      return RETRYABLE_STATUSES.has(failure.httpStatus);
    case 'unreadable':
      return !isWrite;
  }
}

/** Whether upstream may have acted on a request that ended like this. A 3xx after a POST usually follows a done deed. */
export function mayHaveHappened(failure: Failure): boolean {
  switch (failure.kind) {
    case 'throttled':
    case 'not_sent':
      return false;
    case 'lost':
    case 'unreadable':
      return true;
    case 'refused':
      return failure.httpStatus >= 500 || failure.httpStatus < 400;
  }
}

/** Whether this shows that upstream is in trouble. Rejections, a plain 500 included, come from a working upstream. */
export function isUpstreamFailing(failure: Failure): boolean {
  if (failure.kind === 'refused') return failure.httpStatus > 500;
  return failure.kind === 'lost' || failure.kind === 'not_sent';
}

export function requestIdOf(failure: Failure): string | undefined {
  return 'requestId' in failure && failure.requestId !== null ? failure.requestId : undefined;
}
