import 'server-only';
import { statusText } from '@/lib/kyb/status';
import type { ActionState } from '@/lib/platform/forms/action-state';
import type { AppError, ConflictReason } from '@/lib/result';

/** Sentences for rejected changes of invites. */
export function describeInviteError(error: AppError): Partial<Extract<ActionState, { status: 'error' }>> | null {
  switch (error.kind) {
    case 'not_found':
      return { message: 'There is no such customer or invite here. Nothing was changed.' };
    case 'not_editable':
      return {
        message: `The form is closed: 1Money’s status is now “${statusText(error.status)}”. Nobody was invited.`,
      };
    case 'conflict':
      return describeConflict(error.reason);
    default:
      return null;
  }
}

function describeConflict(reason: ConflictReason): Partial<Extract<ActionState, { status: 'error' }>> | null {
  if (reason === 'confirming') return { message: '1Money has not confirmed this customer yet. Nobody was invited.' };
  if (reason === 'already_invited')
    return {
      message: 'This address has an invite for this customer already.',
      fieldErrors: { email: 'Send the existing invite again or renew it, or use another address.' },
    };
  if (reason === 'invite_dead')
    return { message: 'This invite has expired, was revoked, or was renewed by somebody else. Nothing was changed.' };
  return null;
}
