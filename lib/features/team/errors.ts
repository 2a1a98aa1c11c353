import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { AppError } from '@/lib/result';

const CONFLICTS: Readonly<Record<string, ErrorState>> = {
  already_on_team: {
    message: 'This address has an account already.',
    fieldErrors: { email: 'It is in the list below. Enable it, or invite it again there.' },
  },
  not_invited: { message: 'This account has a password already or is disabled. Nothing was changed.' },
  last_admin: { message: 'This is the last admin who can sign in. Make somebody else an admin first.' },
  demo: { message: 'Demo accounts work only while DEMO_PASSWORD is set.' },
};

/** Sentences for refused changes of the team. */
export function describeTeamError(error: AppError): ErrorState | null {
  if (error.kind === 'not_found') return { message: 'There is no such account. Nothing was changed.' };
  if (error.kind === 'forbidden') return { message: 'You are no admin any more. Nothing was changed.' };
  return error.kind === 'conflict' ? (CONFLICTS[error.reason] ?? null) : null;
}
