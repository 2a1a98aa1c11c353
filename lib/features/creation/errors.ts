import 'server-only';
import { statusText } from '@/lib/kyb/status';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { waitText } from '@/lib/platform/forms/error-text';
import type { AppError } from '@/lib/result';
import type { CreateCustomerError } from './create-customer';

type ErrorState = Partial<Extract<ActionState, { status: 'error' }>>;

const FIELD_TEXT: Readonly<Record<string, string>> = {
  firstName: '1Money does not accept this first name.',
  lastName: '1Money does not accept this last name.',
  email: '1Money does not accept this e-mail address.',
  companyName: '1Money does not accept this company name.',
};

/** Sentences for a refused creation: a duplicate address is explained and leads to the customer that has it. */
export function describeCreateError(error: CreateCustomerError): ErrorState | null {
  if (error.fields?.email === 'duplicate')
    return {
      message: 'A customer with this e-mail address exists already.',
      fieldErrors: {
        email: 'Each address can belong to one customer only. Open the existing one, or use another address.',
      },
      duplicateOf: error.duplicateOf,
    };
  if (error.kind !== 'upstream_rejected' || !error.fields) return null;
  const fieldErrors = Object.fromEntries(
    Object.keys(error.fields).map((field) => [field, FIELD_TEXT[field] ?? '1Money does not accept this.']),
  );
  return { message: '1Money refused the customer. Please check the form.', fieldErrors };
}

/** Sentences for a refused start: what the fresh status is, or who is faster. */
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

/** Sentences for a refused "check now", when the limit is ours. */
export function describeCheckError(error: AppError): ErrorState | null {
  if (error.kind !== 'rate_limited' || error.by !== 'portal') return null;
  return { message: `That was checked too often. You can check again in about ${waitText(error.retryAfterMs)}.` };
}
