/** What may be typed when inviting a customer. */
import { z } from 'zod';
import { LOCALES } from '@/lib/platform/i18n/locales';
import { customerId } from '@/lib/platform/input/customer-id';
import { emailText } from '@/lib/platform/input/email-text';

/** A database takes none of them, and a reader sees none. Tabs and line breaks are text. */
const CONTROLS = /[^\P{Cc}\n\t]/u;

export const newInviteInput = z.strictObject({
  customerId,
  email: emailText,
  locale: z.enum(LOCALES, 'Choose one of the languages.'),
  message: z
    .string()
    .optional()
    .transform((text) => (text ?? '').replace(/\r\n?/g, '\n').trim() || null)
    .pipe(
      z
        .string()
        .max(1000, 'The message may have at most 1,000 characters.')
        .refine((text) => !CONTROLS.test(text), 'The message holds control characters. Please type it again.')
        .nullable(),
    ),
});

export type NewInviteInput = z.infer<typeof newInviteInput>;

export const inviteIdInput = z.strictObject({ inviteId: z.uuid('This form is damaged. Reload the page.') });
