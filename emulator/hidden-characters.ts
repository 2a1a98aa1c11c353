// Invisible characters, and which of them a text needs: joiners in Persian, Urdu and the scripts of India and Sri
// Lanka, parts of emoji, variants of Chinese characters. By their neighbours, after RFC 5892, appendix A.1 and A.2, and
// UTS #51. Two different names must not look alike to a reviewer, so all others are rejected.

// Controls, bidirectional marks, zero-width characters, fillers, variation selectors, halves of a character.
const HIDDEN = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]`;

// Signs that take a vowel away (Canonical_Combining_Class 9): what follows may join to the letter or not.
const VIRAMA = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1715\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA82C\uA8C4\uA953\uA9C0\uAAF6\uABED\u{10A3F}\u{11046}\u{11070}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}\u{113CE}-\u{113D0}\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}\u{11839}\u{1193D}\u{1193E}\u{119E0}\u{11A34}\u{11A47}\u{11A99}\u{11C3F}\u{11D44}\u{11D45}\u{11D97}\u{11F41}\u{11F42}\u{1612F}]`;

// Arabic letters that join to the next one (Joining_Type D), so that something between them changes how they look.
const JOINING = String.raw`[\u0620\u0626\u0628\u062A-\u062E\u0633-\u063F\u0641-\u0647\u0649\u064A\u066E\u066F\u0678-\u0687\u069A-\u06BF\u06C1\u06C2\u06CC\u06CE\u06D0\u06D1\u06FA-\u06FC\u06FF\u0750-\u0758\u075C-\u076A\u076D-\u0770\u0772\u0775-\u0777\u077A-\u077F\u0886\u0889-\u088D\u08A0-\u08A9\u08AF\u08B0\u08B3-\u08B8\u08BA-\u08C8]`;

// Arabic letters that join to nothing (Joining_Type U).
const APART = String.raw`[\u0621\u0674\u06E5\u06E6\u0887\u08AD\u08C9]`;

const EMOJI = String.raw`(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|[\uFE0E\uFE0F])?)`;
// England, Scotland and Wales; other tag sequences could carry invisible text.
const FLAG = String.raw`\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`;

const NEEDED = [
  FLAG,
  String.raw`${EMOJI}(?:\u200D${EMOJI})*`,
  String.raw`[0-9#*]\uFE0F\u20E3`,
  String.raw`(?<=${VIRAMA})[\u200C\u200D]`,
  // Bengali ya after ra, and ra written as a letter in Kannada: the joiner stands before the sign (Unicode, chapter 12).
  String.raw`(?<=\p{L})\u200D(?=${VIRAMA})`,
  String.raw`(?<=${JOINING}\p{M}*)\u200C(?=\p{M}*(?!${APART})(?=\p{L})\p{Script=Arabic})`,
  String.raw`(?<=\p{Script=Han})[\u{E0100}-\u{E01EF}]`,
].join('|');

const NEEDED_OR_HIDDEN = new RegExp(`(?<needed>${NEEDED})|${HIDDEN}`, 'gu');

// The first character that hides and that its neighbours do not need; null when there is none.
export function findHidden(text: string): string | null {
  for (const { 0: found, groups } of text.matchAll(NEEDED_OR_HIDDEN)) if (groups?.needed === undefined) return found;
  return null;
}
