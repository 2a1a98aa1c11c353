/** An address as people type it, for forms and files. */
import { z } from 'zod';
import { isEmail, MAX_EMAIL, normalizeEmail } from './email-address';
import { isVisible, sayHidden } from './plain-text';

export const emailText = z
  .string()
  .transform(normalizeEmail)
  .pipe(
    z
      .string()
      .min(1, 'E-mail is needed.')
      .max(MAX_EMAIL, `E-mail may have at most ${MAX_EMAIL} characters.`)
      .refine(isVisible, sayHidden('E-mail'))
      .refine((text) => text.split('@').length <= 2, 'Enter one email address only.')
      .refine(isEmail, 'Enter a valid email address. Example: name@company.com'),
  );
