/**
 * One-time codes as people type and paste them: e-mailed codes, codes of authenticator apps, recovery codes. Phones
 * write digits of their own script, and mail programs copy blanks, dashes and direction marks along.
 */

/** Longer than any code with whatever was copied around it; the limit of every field that takes one. */
export const MAX_CODE_LENGTH = 100;

const DIGIT = /^\p{Nd}$/u;

/** The lower-case letters and digits of what was typed; everything else is left out. */
export function normalizeCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Unicode keeps the ten digits of each script together, from zero to nine. */
function toAsciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return String(before % 10);
}
