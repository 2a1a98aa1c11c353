import { describe, expect, it } from 'vitest';
import { findHidden, hiddenText, replaceHidden } from './hidden-characters';
import cases from './platform/input/testing/hidden-cases.json' with { type: 'json' };

const pairs = (list: readonly (readonly string[])[]) =>
  list.map(([name = '', text = '', first = '']) => [name, text, first] as const);

describe('a joiner or a selector stays where its neighbours need it', () => {
  it.each(pairs(cases.visible))('%s', (_, text) => {
    expect(findHidden(text)).toBeNull();
    expect(replaceHidden(text, () => '')).toBe(text);
  });
});

describe('everything else that no one sees is found', () => {
  it.each([...pairs(cases.hidden), ['half of a character', 'a\ud800b', '\ud800'] as const])('%s', (_, text, first) => {
    expect(findHidden(text)).toBe(first);
    expect(findHidden(replaceHidden(text, () => ''))).toBeNull();
  });
});

/** By how Unicode orders marks: one of class 9 goes behind one of 8 and before one of 10. */
function takesVowelAway(code: number): boolean {
  const sign = String.fromCodePoint(code);
  const before = `${sign}\u3099`.normalize('NFD') === `\u3099${sign}`;
  return before && `\u05b0${sign}`.normalize('NFD') === `${sign}\u05b0`;
}

it('every sign that takes a vowel away is known, and nothing else is taken for one', () => {
  // Of the first plane only, where nothing new is to be expected from a newer engine.
  const wrong = Array.from({ length: 0x1_0000 }, (_, code) => code).filter((code) => {
    if (code === 0x3099 || code === 0x05b0) return false;
    const isKnown = findHidden(`${String.fromCodePoint(code)}\u200c`) === null;
    return isKnown !== takesVowelAway(code);
  });
  expect(wrong.map((code) => code.toString(16))).toEqual([]);
});

it('a character is named so that it can be found', () => {
  expect(['\n', '\u2028', '\t', '\u200f', '\u{e0041}'].map(hiddenText)).toEqual([
    'a line break',
    'a line break',
    'a tab',
    'an invisible character (U+200F)',
    'an invisible character (U+E0041)',
  ]);
});
