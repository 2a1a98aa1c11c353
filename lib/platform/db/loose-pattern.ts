import 'server-only';
import { toSearchText } from '@/lib/platform/input/text-keys';

/** Beyond are symbols, and ideographs without a case. */
const LAST_CODE = 0xffff;
/** `ﬃ` is the longest single character that represents several letters. */
const LONGEST = 3;

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** All characters grouped by how a search treats them. Takes tens of milliseconds, so it is made on first use. */
function spellings(): ReadonlyMap<string, readonly string[]> {
  if (known) return known;
  const found = new Map<string, string[]>();
  for (let code = 1; code <= LAST_CODE; code += 1) {
    const letter = String.fromCharCode(code);
    const folded = toSearchText(letter);
    if (folded === letter || !letter.isWellFormed()) continue;
    const others = found.get(folded);
    if (others) others.push(letter);
    else found.set(folded, [letter]);
  }
  known = found;
  return found;
}

const literal = (text: string) => text.replace(/[\\^$.|?*+()[\]{}-]/g, '\\$&');

function spellingsOf(folded: string): readonly string[] {
  const whole = spellings().get(folded) ?? [];
  // An accent may also be a character of its own, after its letter.
  return [...whole, ...[folded, ...whole].map((text) => text.normalize('NFD')).filter((text) => [...text].length > 1)];
}

/** Single characters in brackets: faster than alternatives. */
function anyOf(texts: readonly string[], pattern?: string): string {
  const isSingle = (text: string) => [...text].length === 1;
  const singles = texts.filter(isSingle).map(literal).join('');
  const choices = [
    ...(singles ? [`[${singles}]`] : []),
    ...texts.filter((text) => !isSingle(text)).map(literal),
    ...(pattern ? [pattern] : []),
  ];
  return choices.length === 1 ? String(choices[0]) : `(?:${choices.join('|')})`;
}

function oneLetter(letter: string): string {
  const pattern = anyOf([letter, ...spellingsOf(letter)]);
  return letter === ' ' ? `${pattern}+` : pattern;
}

/**
 * An advanced regular expression of PostgreSQL for a text however it is written, for columns without a stored search
 * text. Every spelling is spelled out, because a database that ignores case does so by the rules of its own locale.
 */
export function toLoosePattern(text: string): string {
  const letters = [...toSearchText(text)];
  const parts: string[] = [];
  for (let at = 0; at < letters.length; ) {
    const length = sharedLength(letters, at);
    const some = letters.slice(at, at + length);
    const apart = some.map(oneLetter).join('');
    parts.push(length === 1 ? apart : anyOf(spellings().get(some.join('')) ?? [], apart));
    at += length;
  }
  return parts.join('');
}

/** How many letters from here on are represented by one character, such as ß; else one. */
function sharedLength(letters: readonly string[], at: number): number {
  for (let length = LONGEST; length > 1; length -= 1)
    if (spellings().has(letters.slice(at, at + length).join(''))) return length;
  return 1;
}
