/** What may be typed for a new customer: upstream's limits (1Money API notes, "Create customer") plus our own care. */
import { z } from 'zod';
import { emailText } from '@/lib/platform/input/email-text';
import { plainText } from '@/lib/platform/input/plain-text';

export const newCustomerInput = z.strictObject({
  firstName: plainText('First name', 255),
  lastName: plainText('Last name', 255),
  email: emailText,
  companyName: z
    .string()
    .trim()
    .optional()
    .transform((text) => (text === '' || text === undefined ? null : text))
    .pipe(plainText('Company', 100).nullable()),
  /** Made when the form is shown: sending it twice with the same content is one creation. */
  intentId: z.uuid('This form is damaged. Reload the page and type again.'),
});

export type NewCustomerInput = z.infer<typeof newCustomerInput>;
