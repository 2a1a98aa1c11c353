/** Letters that were lost or mangled because a file was read in the wrong encoding. Pure. */

/** Signs that a byte of 80 to BF becomes when UTF-8 is read as Windows-1252; those that end a word, and then the rest. */
const ENDS = '©®»‘’“”–—…™\\u00A0';
const SIGNS = '\\u0080-\\u009F\\u00A1-\\u00A8\\u00AA-\\u00AD\\u00AF-\\u00BA\\u00BC-\\u00BF€‚ƒ„†‡ˆ‰‹•˜›';
const LETTERS = 'ŠŒŽšœžŸ';

const MANGLED = new RegExp(
  [
    // `Ã«` for `ë`. Both capitals are letters (`SÃO`), so it takes what cannot follow them.
    `[ÂÃ][${SIGNS}${ENDS}${LETTERS}]`,
    '\\p{Ll}[ÂÃ](?!\\p{L})',
    // `Å‚` for `ł`; a word may end in `Ö®` or `É»`, so of those signs it takes two.
    `[Ä-ß][${SIGNS}]`,
    `(?:[Ä-ß][${SIGNS}${ENDS}]){2}`,
    '[Ä-ß]\\u00A0\\p{Ll}',
    // `â€™` for `’`, `ä¸‰` for `三`, an emoji.
    `â€`,
    `[à-ï][${SIGNS}${ENDS}][${SIGNS}]`,
    `ðŸ`,
  ].join('|'),
  'u',
);

/** A replacement character, or letters that only a wrong encoding brings together. */
export function isGarbled(text: string): boolean {
  return text.includes('\uFFFD') || MANGLED.test(text);
}
