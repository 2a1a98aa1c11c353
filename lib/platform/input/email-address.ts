/**
 * The one rule for e-mail addresses, wherever one is typed, imported or brought by a token. The emulator has its own
 * copy, and both are held to the same table of cases.
 */
import { findHidden } from '@/lib/hidden-characters';

/**
 * The expression of the HTML standard (valid e-mail address) with letters of all scripts (RFC 6531), and without what
 * it lets pass that no mail server takes: dots at an end or side by side, a domain that has no dot or is an IP address.
 */
const LOCAL = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?';
const ADDRESS = new RegExp(`^(?=.{1,64}@)${LOCAL}(?:\\.${LOCAL})*@(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`, 'u');

/** RFC 5321, section 4.5.3.1.3, without the angle brackets. */
export const MAX_EMAIL = 254;

/** As an address is kept: letters that only look wide or narrow are the ordinary ones. */
export function normalizeEmail(text: string): string {
  return text.normalize('NFKC').trim();
}

/**
 * For stored addresses and those from an identity provider. Letters that only look alike make another address, so it
 * must match exactly.
 */
export function isEmail(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > MAX_EMAIL || normalizeEmail(text) !== text) return false;
  return ADDRESS.test(text) && findHidden(text) === null;
}

/**
 * One text for each address, however it is written: two with the same are the same customer or account. It is stored and
 * compared in place of the address. Letters that only look or sound alike ("ı" and "i", "ß" and "ss") stay apart: those
 * are mailboxes of different people.
 */
export function emailKey(text: string): string {
  return normalizeEmail(text).toLowerCase().normalize('NFKC');
}
