/** Codes for the day on which the phone is gone: shown once, kept as hashes, each used once. */
import 'server-only';
import { createHash, randomInt } from 'node:crypto';
import { normalizeCode } from '@/lib/platform/input/one-time-code';

const CODES = 10;
/** Of 30 letters: 78 random bits, so that a leaked plain hash cannot be searched for its code. */
const LENGTH = 16;
/** Nothing that is mistaken for something else. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz';

export interface NewRecoveryCodes {
  /** As people keep them: in groups of four. */
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

export function newRecoveryCodes(): NewRecoveryCodes {
  const codes = Array.from({ length: CODES }, newCode);
  return { codes, hashes: codes.map(hashRecoveryCode) };
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** However it was typed: with or without hyphens, in any case. */
export function hashRecoveryCode(text: string): string {
  return createHash('sha256').update(normalizeCode(text)).digest('hex');
}

/** Whether it can be one, so that a mistyped code of the app is not looked up here. */
export function isLikeRecoveryCode(text: string): boolean {
  return normalizeCode(text).length === LENGTH;
}
