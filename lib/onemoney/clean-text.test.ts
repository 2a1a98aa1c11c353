import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHidden } from '../hidden-characters';
import { cleanDetail, cleanRequestId, cleanText } from './clean-text';

/** Half from the first pages of Unicode, where the trouble is; lone surrogates included. */
const anyCharacter = fc
  .oneof(fc.nat({ max: 0x2100 }), fc.nat({ max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

describe('free text from upstream', () => {
  it.each([
    ['  Acme\tLtd\r\n', 'Acme Ltd'],
    ['a\u0000b\u001b[31mc', 'a b [31mc'],
    ['pay\u202epal\u200b', 'paypal'],
    ['\ufeffZoë 株式会社 😀', 'Zoë 株式会社 😀'],
    ['<b>bold</b> & "quoted"', '<b>bold</b> & "quoted"'],
    ['=1+1', '=1+1'],
    ['line\u2028break\u2029', 'line break'],
    ['\ud800lone', '\ufffdlone'],
    ['شرکت نمونه\u200cها\u200f', 'شرکت نمونه\u200cها'],
    ['👩\u200d🍳 Kitchen', '👩\u200d🍳 Kitchen'],
  ])('%j becomes %j', (raw, clean) => expect(cleanText(raw, 100)).toBe(clean));

  it.each([null, undefined, 5, {}, [], '', '  ', '\u200b\u202e'])('%j is nothing', (raw) =>
    expect(cleanText(raw, 100)).toBeNull(),
  );

  it('is never longer than asked, never broken, never invisible', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), fc.integer({ min: 1, max: 50 }), (raw, max) => {
        const clean = cleanText(raw, max);
        if (clean === null) return;
        expect(clean.length).toBeLessThanOrEqual(max);
        expect(clean.isWellFormed()).toBe(true);
        expect(findHidden(clean)).toBeNull();
      }),
    );
  });

  it('does not keep half of a character at the cut', () => expect(cleanText('ab😀c', 4)).toBe('ab…'));

  it('shows that something was cut, even after blanks only', () => {
    expect(cleanText('abcdef', 4)).toBe('abc…');
    expect(cleanText(`APPROVED${' '.repeat(400)}REVOKED`, 100)).toBe('APPROVED…');
  });
});

describe('an error’s detail', () => {
  it.each([
    ['<html><script>alert(1)</script>Oops</html>', 'alert(1) Oops'],
    ['a < b', 'a b'],
    ['see https://onboarding.1money.com/o?grant=abc for more', 'see [address] for more'],
    ['bad header OneMoney-HMAC-SHA256 ak:20260101T000000Z:abc', 'bad header [credentials]'],
    ['Bearer ak_live_1 is revoked', '[credentials] is revoked'],
    ['grant_token=abcdef is used', '[grant] is used'],
  ])('%j becomes %j', (raw, clean) => expect(cleanDetail(raw)).toBe(clean));

  it('is cut to 300 characters', () => expect(cleanDetail('x'.repeat(10_000))).toHaveLength(300));
  it('is left out when there is none', () => expect(cleanDetail(7)).toBeUndefined());
});

describe('request ids', () => {
  it.each(['req_1', '0f8fad5b-d9cb-469f-a165-70867728950e', 'a/b+c=:.'])('keeps %j', (id) =>
    expect(cleanRequestId(id)).toBe(id),
  );
  it.each(['', 'a b', '<b>', 'a\nb', 'ü', 'x'.repeat(129), null, 5])('drops %j', (id) =>
    expect(cleanRequestId(id)).toBeNull(),
  );
});
