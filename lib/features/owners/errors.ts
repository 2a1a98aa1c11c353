import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { AssignOwnerError } from './assign-owner';

/** Sentences for a rejected change of owner: who was faster, or who cannot be one. */
export function describeOwnerError(error: AssignOwnerError): ErrorState | null {
  if (error.fields?.to !== undefined)
    return { message: 'This person cannot look after customers: the account is disabled or may only look.' };
  if (error.kind !== 'conflict') return null;
  const who = error.owner
    ? `${error.owner.name} was faster and looks after this customer now`
    : 'Somebody has just released this customer';
  return { message: `${who}. Nothing was changed.` };
}
