import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { AppError } from '@/lib/result';

const CONFLICTS: Readonly<Record<string, ErrorState>> = {
  not_configured: {
    message: 'Single sign-on is not configured: without it nobody could sign in. Nothing was changed.',
  },
  no_provider: {
    message: 'Nothing was saved.',
    fieldErrors: { emails: 'Configure single sign-on first (OIDC_ISSUER).' },
  },
  shared_issuer: {
    message: 'Nothing was saved.',
    fieldErrors: {
      emails: 'People of other companies can sign in with this provider. Use the issuer of your own tenant.',
    },
  },
  not_by_sso: {
    message: 'First sign out and sign in by single sign-on yourself, so that it is known to work. Nothing was changed.',
  },
  locks_out: {
    message: 'By these rules you would not come back as an admin, and passwords would not help. Nothing was changed.',
  },
};

/** Sentences for rejected changes of single sign-on. */
export function describeSsoError(error: AppError): ErrorState | null {
  return error.kind === 'conflict' ? (CONFLICTS[error.reason] ?? null) : null;
}
