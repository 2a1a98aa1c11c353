/**
 * Result and AppError: how every layer says what a caller must handle.
 *
 * Values travel as `Result`; exceptions are for bugs. An error never holds a secret, a raw body or a sentence for
 * the user: sentences live in `lib/platform/forms/error-text.ts` and each feature's `errors.ts`, chosen by `kind`.
 */

/** Names of a form's or a request's fields with a short machine reason each, e.g. `{ email: 'duplicate' }`. */
export type FieldReasons = Readonly<Record<string, string>>;

interface ErrorBase {
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** Upstream's `x-request-id`, when upstream answered with one. */
  readonly requestId?: string;
  /** Field-level reasons, when the error is about fields. */
  readonly fields?: FieldReasons;
  /**
   * Upstream's own `detail`, cut to 300 characters and stripped of markup and control characters.
   * For staff and logs only; never branch on it outside `lib/onemoney/errors.ts`.
   */
  readonly detail?: string;
}

/** Every reason of a conflict, so that a misspelt one does not compile, neither where it arises nor where it is explained. */
export type ConflictReason =
  | 'already_invited'
  | 'already_on_team'
  | 'being_opened'
  | 'columns_changed'
  | 'confirming'
  | 'demo'
  | 'duplicate_email'
  | 'file_gone'
  | 'has_totp'
  | 'idempotency_key'
  | 'invite_dead'
  | 'key_too_old'
  | 'last_admin'
  | 'last_required'
  | 'locks_out'
  | 'no_draft'
  | 'no_factor'
  | 'no_provider'
  | 'no_undo'
  | 'not_a_draft'
  | 'not_by_sso'
  | 'not_configured'
  | 'not_invited'
  | 'not_over'
  | 'not_remindable'
  | 'not_waiting'
  | 'nothing_left'
  | 'nothing_ready'
  | 'over'
  | 'other_state'
  | 'owner_changed'
  | 'passkey_known'
  | 'password_off'
  | 'rows_open'
  | 'shared_issuer'
  | 'started'
  | 'too_many';

export type AppError =
  | (ErrorBase & { readonly kind: 'invalid_input' })
  | (ErrorBase & { readonly kind: 'unauthenticated' })
  | (ErrorBase & { readonly kind: 'forbidden' })
  | (ErrorBase & { readonly kind: 'not_found' })
  | (ErrorBase & { readonly kind: 'conflict'; readonly reason: ConflictReason })
  | (ErrorBase & { readonly kind: 'not_editable'; readonly status: string })
  /** `portal`: one of our own limits, on what this person does. `upstream`: 1Money's, whoever used it up. */
  | (ErrorBase & { readonly kind: 'rate_limited'; readonly by: 'portal' | 'upstream'; readonly retryAfterMs: number })
  /** Upstream understood and refused (400, 403, 404, 409, 422, 500 on a write it says it did not do). */
  | (ErrorBase & { readonly kind: 'upstream_rejected'; readonly httpStatus: number })
  /** Upstream cannot be used now: network, 502/503/504, open breaker, or our credentials were refused (401). */
  | (ErrorBase & {
      readonly kind: 'upstream_unavailable';
      readonly reason: 'network' | 'timeout' | 'http' | 'breaker' | 'credentials';
      readonly httpStatus?: number;
    })
  /** A write was sent and nobody knows whether it happened. Never shown as failed. */
  | (ErrorBase & { readonly kind: 'outcome_unknown'; readonly httpStatus?: number })
  /** Our own side failed: the database is away, or a bug. `requestId` then names our log line. */
  | (ErrorBase & { readonly kind: 'portal_unavailable' })
  /** A 2xx whose body cannot be understood (truncated, HTML, wrong type, too large). */
  | (ErrorBase & { readonly kind: 'unexpected_response'; readonly httpStatus: number });

export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** The person has reached one of the portal's own limits. */
export function tooManyTries(retryAfterMs: number): { readonly ok: false; readonly error: AppError } {
  return err({ kind: 'rate_limited', by: 'portal', retryable: true, retryAfterMs });
}

/** For exhaustive switches: a new member of a union fails to compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
