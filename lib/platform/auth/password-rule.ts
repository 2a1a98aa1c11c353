/**
 * What a password may be: long, and not the first thing an attacker tries. Any character, no composition rules, no
 * expiry, pasting allowed (NIST SP 800-63B-4, section 3.1.1.2). Pure.
 *
 * Lists of leaked passwords hold almost nothing of 15 characters; long passwords that people make up are repetitions,
 * rows of keys and their own names. Those parts are removed, and enough must remain. Short passwords, allowed where a
 * second factor exists, are checked against such a list.
 */
import 'server-only';
import { isCommonPassword } from './common-passwords';

export const PASSWORD_MIN = 15;
export const PASSWORD_MIN_WITH_FACTOR = 8;
const PASSWORD_MAX = 1024;

/** Characters, and different ones, that there must be beside everything that is tried first. */
const LONG = { rest: 6, different: 6 };
const SHORT = { rest: 4, different: 5 };

interface Owner {
  /** Words that belong to the person. */
  readonly context: readonly string[];
  /** Whether the account has a second factor besides the password. */
  readonly hasFactor: boolean;
}

const TRIED_FIRST = [
  'password',
  'passwort',
  'passphrase',
  'contrase',
  'senha',
  'motdepasse',
  'correcthorsebatterystaple',
  'letmein',
  'welcome',
  'iloveyou',
  'trustno1',
  'changeme',
  'qwertyuiop',
  'qwertzuiop',
  'qwerty',
  'qwertz',
  'azerty',
  'asdfghjkl',
  'asdf',
  'zxcvbnm',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcdefghijklmnopqrstuvwxyz',
  'administrator',
  'admin',
  'operator',
  'secret',
  'dragon',
  'monkey',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'batman',
  'starwars',
  'master',
  'shadow',
  'summer',
  'winter',
  'spring',
  'autumn',
  '1money',
  'onemoney',
  'portal',
  'partner',
];

/** Characters as people count them. */
function lengthOf(password: string): number {
  return [...password].length;
}

/** Whether an account may have it only while it has a second factor. */
export function isShortPassword(password: string): boolean {
  return lengthOf(password) < PASSWORD_MIN;
}

/** The sentence for a password that cannot be used; null when it can. */
export function passwordProblem(password: string, { context, hasFactor }: Owner): string | null {
  const length = lengthOf(password);
  const least = hasFactor ? PASSWORD_MIN_WITH_FACTOR : PASSWORD_MIN;
  if (length < least) return `The password needs at least ${least} characters; this has ${length}.`;
  if (password.length > PASSWORD_MAX) return 'The password is too long.';
  const rest = withoutGuesses(plain(password), context);
  const bounds = isShortPassword(password) ? SHORT : LONG;
  if (isCommonPassword(password) || new Set(password).size < bounds.different || rest.length < bounds.rest)
    return 'This password is among the first that somebody would try. Take a few unrelated words, or let a password manager make one.';
  return null;
}

/** As guessers read it: any case, `0` for `o` and the like, without what only separates. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\s._-]/gu, '');
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

function unleet(text: string): string {
  return text.replace(/[013457@$]/g, (character) => LEET[character] ?? character);
}

function withoutGuesses(text: string, context: readonly string[]): string {
  const own = context.flatMap((word) => word.split(/[\s@._-]+/)).map(plain);
  const words = [...own, ...TRIED_FIRST].filter((word) => word.length >= 3);
  let rest = text;
  for (const word of words.sort((a, b) => b.length - a.length))
    rest = [word, [...word].reverse().join('')].reduce((left, guess) => removeAll(left, guess), rest);
  return withoutRows(rest).replace(/(.+?)\1+/g, '$1');
}

/** Compares what the letters represent, and removes the characters that were written. */
function removeAll(text: string, word: string): string {
  const target = unleet(word);
  let rest = text;
  for (let at = unleet(rest).indexOf(target); at >= 0; at = unleet(rest).indexOf(target))
    rest = rest.slice(0, at) + rest.slice(at + target.length);
  return rest;
}

/** `123456`, `fedcba`: three and more characters that follow one another count as one. */
function withoutRows(text: string): string {
  let rest = '';
  let run = 0;
  let lastStep = 0;
  for (let index = 0; index < text.length; index += 1) {
    const step = index === 0 ? 0 : text.charCodeAt(index) - text.charCodeAt(index - 1);
    const isRow = Math.abs(step) <= 1 && index > 0 && (run === 0 || step === lastStep);
    run = isRow ? run + 1 : 0;
    lastStep = step;
    if (run < 2) rest += text.charAt(index);
  }
  return rest;
}
