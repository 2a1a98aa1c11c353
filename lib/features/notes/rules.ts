/** What staff may write down about a customer, and how long they may take it back. */
import { z } from 'zod';
import { customerId } from '@/lib/platform/input/customer-id';

export const NOTE_MAX = 2000;
/** A slip is noticed within minutes; an older note has been read by others. */
export const NOTE_DELETABLE_MS = 10 * 60_000;

/** A database takes none of them, and a reader sees none. Tabs and line breaks are text. */
const CONTROLS = /[^\P{Cc}\n\t]/u;

const damaged = 'This form is damaged. Reload the page.';

export const noteInput = z.strictObject({
  customerId,
  /** Made when the form is shown: sending it twice with the same text is one note. */
  noteId: z.uuid(damaged),
  note: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'Write something first.')
        // Code points: a rare ideograph is one character.
        .refine((text) => [...text].length <= NOTE_MAX, 'A note may have at most 2,000 characters.')
        .refine((text) => !CONTROLS.test(text), 'The note holds control characters. Please type it again.')
        .refine((text) => text.isWellFormed(), 'The note holds broken characters. Please type it again.'),
    ),
});

export type NoteInput = z.infer<typeof noteInput>;

export const noteIdInput = z.strictObject({ noteId: z.uuid(damaged) });

export interface NoteItem {
  readonly id: string;
  readonly text: string;
  readonly authorName: string;
  readonly createdAt: string;
  /** The person's own, and recent enough. */
  readonly canDelete: boolean;
}
