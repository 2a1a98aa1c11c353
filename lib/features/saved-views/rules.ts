import { z } from 'zod';
import { isVisible, sayHidden } from '@/lib/platform/input/plain-text';

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
        .refine(isVisible, sayHidden('The name')),
    ),
  query: z.string().max(2000),
  isShared: z.literal('on').optional(),
  isDefault: z.literal('on').optional(),
});

export const viewInput = z.strictObject({ viewId });
/** Without an id: no view is the default. */
export const defaultViewInput = z.strictObject({ viewId: viewId.optional() });

/** A named address of the list. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The list's parameters, as after the `?` of its URL. */
  readonly query: string;
  readonly isShared: boolean;
  readonly isOwn: boolean;
  /** The list opens with it for this person. */
  readonly isDefault: boolean;
  readonly ownerName: string;
}
