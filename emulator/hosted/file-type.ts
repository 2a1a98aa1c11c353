// A file's type by its first bytes: neither the name nor the type a browser claims is evidence.

export type AcceptedFileType = 'image/png' | 'image/jpeg' | 'application/pdf';

const SIGNATURES: ReadonlyArray<{ type: AcceptedFileType; bytes: readonly number[] }> = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

export function detectFileType(content: Uint8Array): AcceptedFileType | null {
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  return found?.type ?? null;
}

/** A name that is safe to show and to put in a header: no path, no control characters, at most 120 characters. */
export function toDisplayName(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? '';
  const clean = base
    .replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .trim()
    .slice(-120);
  return clean || 'document';
}
