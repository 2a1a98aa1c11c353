/** The name of a member of staff, as typed. */

import { z } from 'zod';
import { isVisible, sayHidden } from './plain-text';

export const staffName = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Your name is needed.')
      .max(80, 'A name may have at most 80 characters.')
      .refine(isVisible, sayHidden('The name')),
  );
