/**
 * In which encoding a file was written: by its first bytes, then by trying. Pure; files come from every spreadsheet
 * program, and most do not say what they wrote.
 */

export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1256',
  'macintosh',
  'gb18030',
  'shift_jis',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const ENCODING_TEXT: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1256': 'Windows-1256',
  macintosh: 'Mac Roman',
  gb18030: 'GB 18030',
  shift_jis: 'Shift JIS',
};

/** What it was used for, where that is not everything. */
const REGION: Readonly<Partial<Record<Encoding, string>>> = {
  'windows-1252': 'Western Europe',
  'windows-1250': 'Central Europe',
  'windows-1251': 'Cyrillic',
  'windows-1256': 'Arabic',
  macintosh: 'older Macs',
  gb18030: 'Chinese, also GBK',
  shift_jis: 'Japanese',
};

export const ENCODING_OPTIONS = ENCODINGS.map((value) => {
  const region = REGION[value];
  return { value, label: region === undefined ? ENCODING_TEXT[value] : `${ENCODING_TEXT[value]} (${region})` };
});

export type FileKind = { readonly encoding: Encoding } | { readonly notText: 'workbook' | 'binary' };

const startsWith = (bytes: Uint8Array, ...first: readonly number[]) => first.every((byte, at) => bytes[at] === byte);

/** A ZIP archive, or a compound file: Excel's own formats. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
}

/**
 * A byte order mark decides. Without one a file is UTF-8 if at least half of its non-ASCII bytes read as such: text of
 * other encodings hardly ever looks like UTF-8, and a damaged letter must not change all others. Everything else is
 * what Windows wrote.
 */
export function detectEncoding(bytes: Uint8Array): FileKind {
  if (isWorkbook(bytes)) return { notText: 'workbook' };
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8' };
  // UTF-32 begins with the mark of UTF-16 and two zeros.
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) return { notText: 'binary' };
  if (startsWith(bytes, 0xff, 0xfe)) return { encoding: 'utf-16le' };
  if (startsWith(bytes, 0xfe, 0xff)) return { encoding: 'utf-16be' };
  if (bytes.includes(0)) return { notText: 'binary' };
  const { letters, strayBytes } = readAsUtf8(bytes);
  return { encoding: letters >= strayBytes ? 'utf-8' : 'windows-1252' };
}

/** A person may know the encoding better than its mark; the mark itself is never content. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return bytes.subarray(3);
  return startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) ? bytes.subarray(2) : bytes;
}

/** How many letters beyond ASCII there are if it is UTF-8, and how many bytes belong to none. */
function readAsUtf8(bytes: Uint8Array): { readonly letters: number; readonly strayBytes: number } {
  let letters = 0;
  let strayBytes = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    if (length > 1) letters += 1;
    if (length === 0) strayBytes += 1;
    at += Math.max(length, 1);
  }
  return { letters, strayBytes };
}

/** Bytes of the character that begins here, after the Unicode standard's table 3-7; 0 when none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const second = bytes[at + 1] ?? 0;
  const isTooLow = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isTooHigh = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  if (length === 0 || isTooLow || isTooHigh) return 0;
  for (let next = at + 1; next < at + length; next += 1) if ((bytes[next] ?? 0) >> 6 !== 0b10) return 0;
  return length;
}
