/**
 * What kind of text a file is: its encoding by its first bytes and by trying, its delimiter by counting. Pure; files
 * come from every spreadsheet program there is, and none of them says what it wrote.
 */

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const ENCODING_TEXT: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const DELIMITER_TEXT: Readonly<Record<Delimiter, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

export type FileKind = { readonly encoding: Encoding } | { readonly notText: 'workbook' | 'binary' };

const startsWith = (bytes: Uint8Array, ...first: readonly number[]) => first.every((byte, at) => bytes[at] === byte);

/** A byte order mark decides; then UTF-8 if all of it can be read so; the rest is what Windows wrote. */
export function detectEncoding(bytes: Uint8Array): FileKind {
  // A ZIP archive, or a compound file: Excel's own formats.
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return { notText: 'workbook' };
  if (startsWith(bytes, 0xff, 0xfe)) return { encoding: 'utf-16le' };
  if (startsWith(bytes, 0xfe, 0xff)) return { encoding: 'utf-16be' };
  if (bytes.includes(0)) return { notText: 'binary' };
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252' };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (let at = 0; at < bytes.length; at += 65_536) decoder.decode(bytes.subarray(at, at + 65_536), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Lines that are looked at for the delimiter. */
const SAMPLE_LINES = 30;

/**
 * The delimiter that cuts the first lines into the same number of parts, more than one; of several the one that cuts
 * most. A comma where nothing cuts.
 */
export function detectDelimiter(text: string): Delimiter {
  const stated = /^sep=([,;\t])\r?\n/i.exec(text)?.[1];
  const given = DELIMITERS.find((delimiter) => delimiter === stated);
  if (given) return given;
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...score(countParts(text, delimiter)) }));
  const [best] = scores.filter(({ parts }) => parts > 1).sort((a, b) => b.agreement - a.agreement || b.parts - a.parts);
  return best?.delimiter ?? ',';
}

function score(counts: readonly number[]): { readonly parts: number; readonly agreement: number } {
  const [first = 1] = counts;
  const agreeing = counts.filter((count) => count === first).length;
  return { parts: first, agreement: first > 1 ? agreeing / counts.length : 0 };
}

/** Parts of each of the first lines; what stands between quotation marks does not cut. */
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

/** `UTF-8, separated by semicolons`: what was found out about a file. */
export function fileKindText(file: { readonly encoding: string; readonly delimiter: string }): string {
  const encoding = ENCODINGS.find((each) => each === file.encoding);
  const delimiter = DELIMITERS.find((each) => each === file.delimiter);
  const parts = [encoding && ENCODING_TEXT[encoding], delimiter && `separated by ${DELIMITER_TEXT[delimiter]}s`];
  return parts.filter(Boolean).join(', ');
}
