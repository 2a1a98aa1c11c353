import { describe, expect, it } from 'vitest';
import { normalizeCode } from './one-time-code';

describe('a one-time code is the same', () => {
  it.each([
    ['as it was sent', '012345'],
    ['with blanks', ' 012 345\n'],
    ['with a dash', '012-345'],
    ['with a long dash', '012–345'],
    ['with a no-break space', '012\u00a0345'],
    ['with dots', '012.345.'],
    ['in quotes', '“012345”'],
    ['with direction marks', '\u200e\u2066012345\u2069\u200f'],
    ['with zero-width characters', '\ufeff012\u200b345'],
    ['in Arabic-Indic digits', '٠١٢٣٤٥'],
    ['in Persian digits', '۰۱۲۳۴۵'],
    ['in full-width digits', '０１２３４５'],
    ['in full-width digits with a full-width dash', '０１２－３４５'],
    ['in Devanagari digits', '०१२३४५'],
    ['in Bengali digits', '০১২৩৪৫'],
    ['in bold digits', '𝟎𝟏𝟐𝟑𝟒𝟓'],
    ['in monospace digits', '𝟶𝟷𝟸𝟹𝟺𝟻'],
    ['in digits of two scripts', '٠١٢۳۴۵'],
  ])('%s', (_how, typed) => expect(normalizeCode(typed)).toBe('012345'));
});

it('reads every digit of every script as its value', () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
    const zero = String.fromCodePoint(codePoint);
    if (!/^\p{Nd}$/u.test(zero) || normalizeCode(zero) !== '0' || zero.normalize('NFKC') !== zero) continue;
    const digits = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(codePoint + value)).join('');
    expect([zero, normalizeCode(digits)]).toEqual([zero, '0123456789']);
  }
});

it('keeps the letters of a recovery code, in lower case', () => {
  expect(normalizeCode('ABCD-2345 efgh—６７８９')).toBe('abcd2345efgh6789');
});

it('makes no code of what holds none', () => {
  for (const typed of ['', ' ', '\u200e', '---']) expect(normalizeCode(typed)).toBe('');
});
