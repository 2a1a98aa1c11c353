/**
 * How a text is cut into rows and cells: by its first lines, and by what a person chose. Pure.
 */
import { ENCODING_TEXT, ENCODINGS, type Encoding } from './file-text.rules';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const DELIMITER_TEXT: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

/** A form's values; a tab is no text that survives one. */
const DELIMITER_NAME: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

export const DELIMITER_OPTIONS = DELIMITERS.map((delimiter) => {
  const text = DELIMITER_TEXT[delimiter];
  return { value: DELIMITER_NAME[delimiter], label: `${text.charAt(0).toUpperCase()}${text.slice(1)}` };
});

export function delimiterName(text: string): string {
  const known = DELIMITERS.find((delimiter) => delimiter === text);
  return known === undefined ? '' : DELIMITER_NAME[known];
}

/** What a person chose; null where the file decides. */
export interface FileFormat {
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
}

export const DETECTED: FileFormat = { encoding: null, delimiter: null };

export function delimiterNamed(name: string): Delimiter | null {
  return DELIMITERS.find((delimiter) => DELIMITER_NAME[delimiter] === name) ?? null;
}

/** `sep=;`, as Excel writes it in front of everything; other programs put it into quotation marks or fill up the row. */
const STATED = /^[ \t]*"?sep=(.)"?[,;\t| ]*(?:\r\n|\n|\r|$)/i;

export interface Preamble {
  readonly delimiter: Delimiter | null;
  /** Characters of the line that names it; 0 when there is none. */
  readonly length: number;
}

export function readPreamble(text: string): Preamble {
  const [line = '', stated] = STATED.exec(text) ?? [];
  return { delimiter: DELIMITERS.find((delimiter) => delimiter === stated) ?? null, length: line.length };
}

/** Lines that are examined. */
const SAMPLE_LINES = 30;

/**
 * The delimiter that cuts most of the first lines into the same number of parts, more than one; of several the one that
 * cuts more. A comma where nothing cuts.
 */
export function detectDelimiter(text: string): Delimiter {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...score(countParts(text, delimiter)) }));
  const [best] = scores.filter(({ parts }) => parts > 1).sort((a, b) => b.agreement - a.agreement || b.parts - a.parts);
  return best?.delimiter ?? ',';
}

/** Titles above the column names may be cut into fewer parts than the rows, so the commonest number counts. */
function score(counts: readonly number[]): { readonly parts: number; readonly agreement: number } {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 1) lines.set(count, (lines.get(count) ?? 0) + 1);
  const [[parts, agreeing] = [1, 0]] = [...lines].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { parts, agreement: agreeing / Math.max(counts.length, 1) };
}

/** Parts of each of the first lines; delimiters between quotation marks do not count. */
function countParts(text: string, delimiter: Delimiter): readonly number[] {
  const counts: number[] = [];
  let parts = 1;
  let isQuoted = false;
  let isEmpty = true;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === delimiter) parts += 1;
    else if (!isQuoted && (char === '\n' || char === '\r')) {
      if (!isEmpty) counts.push(parts);
      if (counts.length === SAMPLE_LINES) return counts;
      parts = 1;
      isEmpty = true;
      continue;
    }
    isEmpty = false;
  }
  if (!isEmpty && !isQuoted) counts.push(parts);
  return counts;
}

const WRAPPED = /^"((?:[^"]|"")*)"[,;\t| ]*$/;

/** A line without the quotation marks around all of it. */
export function unwrapLine(line: string): string {
  const [, inside] = WRAPPED.exec(line) ?? [];
  return inside === undefined ? line : inside.replaceAll('""', '"');
}

/**
 * Whether a program took each line for one cell and quoted all of it. A file of one column looks the same, so the
 * content must be split by a delimiter, in every line.
 */
export function areLinesWrapped(text: string): boolean {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  // The last one may be cut off by the end of the sample.
  const sample = lines.slice(0, lines.length > SAMPLE_LINES ? SAMPLE_LINES : undefined);
  if (sample.length < 2 || !sample.every((line) => WRAPPED.test(line))) return false;
  const inside = sample.map(unwrapLine).join('\n');
  return countParts(inside, detectDelimiter(inside)).every((parts) => parts > 1);
}

/** `UTF-8, separated by semicolons`: how a file was read. */
export function fileFormatText(file: { readonly encoding: string; readonly delimiter: string }): string {
  const encoding = ENCODINGS.find((each) => each === file.encoding);
  const delimiter = DELIMITERS.find((each) => each === file.delimiter);
  const parts = [encoding && ENCODING_TEXT[encoding], delimiter && `separated by ${DELIMITER_TEXT[delimiter]}`];
  return parts.filter(Boolean).join(', ');
}
