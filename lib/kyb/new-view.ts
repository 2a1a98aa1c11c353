import { z } from 'zod';

/** Controls and marks that could make a name read as another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const viewId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** What a person types to save a view of the list. */
export const newViewInput = z.strictObject({
  name: z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'A name is needed.')
        .max(60, 'The name may have at most 60 characters.')
        .refine((text) => !INVISIBLE.test(text), 'The name holds invisible characters. Please type it again.'),
    ),
  query: z.string().max(2000),
  isShared: z.literal('on').optional(),
  isDefault: z.literal('on').optional(),
});

export const viewInput = z.strictObject({ viewId });
/** Without an id: no view is the default. */
export const defaultViewInput = z.strictObject({ viewId: viewId.optional() });
