/**
 * The one place where names are made comparable; addresses have `emailKey`. The keys are stored beside the texts, because
 * a database folds letters by its own locale: "I" becomes "ı" in a Turkish one, and "Ü" stays in one with locale C.
 */

/** The sort key's length: an index entry has a limit, and some single characters unfold to eighteen. */
const SORT_LENGTH = 100;

/**
 * What a search compares, on both sides. Beside case it drops what depends on the language: a dotless or a dotted i, ß
 * or ss, and which sigma ends a Greek word. Every kind of white space is one space.
 */
export function toSearchText(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      // "İ" in lower case is an i with a combining dot.
      .replace(/[iı]\u0307*/g, 'i')
      .replaceAll('ß', 'ss')
      .replaceAll('ς', 'σ')
      .replace(/\s+/g, ' ')
      .normalize('NFKC')
  );
}

/** Orders names by code point, Latin, Greek and Cyrillic letters as if they had no accents. */
export function toSortKey(name: string): string {
  const plain = toSearchText(name)
    .trim()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return [...plain].slice(0, SORT_LENGTH).join('');
}
