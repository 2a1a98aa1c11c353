import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailKey } from './email-address';
import { toSearchText, toSortKey } from './text-keys';

describe('the text that a search compares', () => {
  it.each([
    ['İSTANBUL LOJİSTİK', 'istanbul lojistik'],
    ['ISPARTA', 'ısparta'],
    ['Yılmaz', 'YILMAZ'],
    ['Straße', 'STRASSE'],
    ['GROẞ', 'groß'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['οδυσσευσ', 'οδυσσευς'],
    ['ＡＣＭＥ　Ｌｔｄ', 'acme ltd'],
    ['Zu\u0308rich', 'ZÜRICH'],
    ['a \t\n\u00a0 b', 'A B'],
    ['ЖУК', 'жук'],
  ])('%s is found as %s', (one, other) => expect(toSearchText(one)).toBe(toSearchText(other)));

  it('keeps accents: they tell names apart', () => expect(toSearchText('Öz')).not.toBe(toSearchText('Oz')));
});

describe('the key that orders names', () => {
  it('puts accented letters beside their plain ones', () => {
    const names = ['Zebra', 'Ümit', 'Äpfel', 'azur', 'Işık', 'ışıl', 'İzmir', 'Ulm', 'Étoile', 'eta', 'Ωμέγα', '中国'];
    const sorted = [...names].sort((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1));
    expect(sorted).toEqual([
      'Äpfel',
      'azur',
      'eta',
      'Étoile',
      'Işık',
      'ışıl',
      'İzmir',
      'Ulm',
      'Ümit',
      'Zebra',
      'Ωμέγα',
      '中国',
    ]);
  });

  it('fits into an index entry, whatever the text unfolds to', () => {
    for (const letter of ['\ufdfa', '𝔸', 'a']) {
      const key = toSortKey(letter.repeat(300));
      expect([...key]).toHaveLength(100);
      expect(Buffer.byteLength(key)).toBeLessThan(500);
    }
  });
});

it('a key of a key is the key itself', () => {
  const letter = fc.constantFrom(...'IİıiΣςKÅßẞﬁｉﷺ한ẛ´ \u00a0\u0301\u0307\u0323\u0345');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 8 }), (text) => {
      for (const toKey of [emailKey, toSearchText]) expect(toKey(toKey(text))).toBe(toKey(text));
    }),
    { numRuns: 2_000 },
  );
});
