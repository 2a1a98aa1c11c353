import 'server-only';
import type { ActionState } from '@/lib/platform/forms/action-state';
import type { AppError } from '@/lib/result';

/** Why the erasure was rejected. */
export function describeErasureError(error: AppError): Partial<Extract<ActionState, { status: 'error' }>> | null {
  if (error.fields?.name !== undefined)
    return {
      message: 'Nothing was erased: please check the form.',
      fieldErrors: { name: 'This is not the name of the customer.' },
    };
  if (error.kind !== 'conflict') return null;
  return {
    message:
      'Nothing was erased: a request to 1Money about this customer is still open, and erasing it now could lose what comes of it. Try again in an hour, or ask 1Money again on this page.',
  };
}
