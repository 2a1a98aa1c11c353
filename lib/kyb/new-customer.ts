/** What may be typed for a new customer: upstream's limits (1Money API notes, "Create customer") plus our own care. */
import { z } from 'zod';

/** Controls, bidirectional marks, zero-width characters, fillers, variation selectors, broken halves of a character. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const MARKUP = /<[a-z!/?]|&#|javascript:/i;

/** Plain text on one line, trimmed; refuses what could deceive a reader or what upstream refuses as markup. */
function plainText(label: string, max: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, `${label} is needed.`)
        // Code points, as upstream counts: a rare ideograph is one character.
        .refine((text) => [...text].length <= max, `${label} may have at most ${max} characters.`)
        .refine((text) => !INVISIBLE.test(text), `${label} holds invisible characters. Please type it again.`)
        .refine((text) => !MARKUP.test(text), `${label} must be plain text without HTML.`),
    );
}

export const emailText = z
  .string()
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(
    z
      .string()
      .min(1, 'E-mail is needed.')
      .max(254, 'E-mail may have at most 254 characters.')
      .refine((text) => !INVISIBLE.test(text), 'E-mail holds invisible characters. Please type it again.')
      .refine(
        (text) => /^[^\s@"',;<>()[\]\\]+@[^\s@"',;<>()[\]\\]+\.[^\s@"',;<>()[\]\\.]+$/.test(text),
        'This is not an e-mail address. Example: name@company.com',
      ),
  );

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
