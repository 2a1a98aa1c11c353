import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import { waitText } from '@/lib/platform/forms/error-text';
import type { AppError, ConflictReason } from '@/lib/result';

/** Sentences for a rejected code, password or passkey. */
export function factorErrorText(error: AppError): string {
  switch (error.kind) {
    case 'rate_limited':
      return `Too many tries. Wait ${waitText(error.retryAfterMs)}, then try again.`;
    case 'unauthenticated':
      if (error.fields?.password) return 'That is not your password.';
      return 'That does not fit. A code of the app works for half a minute and once, a recovery code once.';
    case 'not_found':
      return 'That took too long, or it was used already. Start again.';
    default:
      return 'The portal has a problem on its side. Try again in a minute.';
  }
}

const CONFLICTS: Readonly<Partial<Record<ConflictReason, string>>> = {
  has_totp: 'You have an authenticator app already. Remove it first.',
  no_draft: 'There is no app to confirm any more. Start again.',
  no_factor: 'Add an authenticator app or a passkey first.',
  last_required: 'This is your last second factor, and your role or your short password needs one. Add another first.',
  passkey_known: 'This passkey belongs to an account already.',
  too_many: 'You have as many passkeys as an account may have. Remove one first.',
};

/** Sentences for rejected changes of one's own factors. */
export function describeFactorError(error: AppError): ErrorState | null {
  if (error.kind === 'conflict') return { message: CONFLICTS[error.reason] ?? 'Nothing was changed.' };
  if (error.kind === 'not_found') return { message: 'That is gone already, or took too long. Start again.' };
  if (error.kind === 'invalid_input' && error.fields?.code)
    return { message: 'This is not the code that the app shows now. Is the clock of your phone right?' };
  if (error.kind === 'invalid_input' && error.fields?.credential)
    return { message: 'The passkey’s answer could not be accepted. Nothing was changed; try again.' };
  return null;
}
