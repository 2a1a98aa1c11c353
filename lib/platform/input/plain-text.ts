/**
 * Plain text on one line, for names of all kinds: characters that could deceive a reader, or that a file has garbled,
 * are rejected.
 */
import { z } from 'zod';
import { findHidden, hiddenText } from '@/lib/hidden-characters';
import { isGarbled } from './garbled';

const MARKUP = /<[a-z!/?]|&#|javascript:/i;

/** Whether a reader sees all of a text; for `refine`, with `sayHidden`. */
export function isVisible(text: string): boolean {
  return findHidden(text) === null;
}

/** Names the character, because the person who has to remove it cannot see it. */
export function sayHidden(label: string) {
  const error = ({ input }: { readonly input?: unknown }) =>
    `${label} contains ${hiddenText(findHidden(String(input)) ?? '')}. Type it again.`;
  return { error };
}

/** Trimmed and composed. Upstream rejects markup. */
export function plainText(label: string, max: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, `${label} is needed.`)
        // Code points, as upstream counts: a rare ideograph is one character.
        .refine((text) => [...text].length <= max, `${label} may have at most ${max} characters.`)
        .refine(isVisible, sayHidden(label))
        .refine((text) => !isGarbled(text), `${label} has garbled characters. Type it again.`)
        .refine((text) => !MARKUP.test(text), `${label} must be plain text without HTML.`),
    );
}
