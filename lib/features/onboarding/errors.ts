import 'server-only';
import { statusText } from '@/lib/kyb/status';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { AppError } from '@/lib/result';

/** Sentences for a rejected start: the fresh status, or who was faster. */
export function describeStartError(error: AppError): ErrorState | null {
  if (error.kind === 'not_editable')
    return {
      message: `The form is closed: 1Money’s status is now “${statusText(error.status)}”. No link was created.`,
    };
  if (error.kind !== 'conflict') return null;
  if (error.reason === 'confirming')
    return { message: '1Money has not confirmed this customer yet. No link was created.' };
  return {
    message: 'The form is being opened already, in another tab or by a colleague. Wait a few seconds and try again.',
  };
}
