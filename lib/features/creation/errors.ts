import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { CreateCustomerError } from './create-customer';

const FIELD_TEXT: Readonly<Record<string, string>> = {
  firstName: '1Money does not accept this first name.',
  lastName: '1Money does not accept this last name.',
  email: '1Money does not accept this e-mail address.',
  companyName: '1Money does not accept this company name.',
};

/** Sentences for a rejected creation: a duplicate address is explained and links to the customer that has it. */
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
