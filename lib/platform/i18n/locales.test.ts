import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LOCALE,
  isLocale,
  LOCALE_NAMES,
  LOCALES,
  type Locale,
  negotiateLocale,
  textDirection,
  upstreamLocale,
} from './locales';

describe('negotiateLocale', () => {
  it.each(LOCALES)('finds %s by its own name', (locale) => expect(negotiateLocale(locale)).toBe(locale));

  it.each<[string, Locale]>([
    ['PT-br', 'pt-BR'],
    ['ZH-CN', 'zh-CN'],
    ['AR', 'ar'],
  ])('takes %s in any case', (header, locale) => expect(negotiateLocale(header)).toBe(locale));

  it.each<[string, Locale]>([
    ['en-GB', 'en'],
    ['es-MX', 'es'],
    ['es-419', 'es'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['ar-EG', 'ar'],
  ])('takes the base language of %s', (header, locale) => expect(negotiateLocale(header)).toBe(locale));

  it.each<[string, Locale]>([
    ['es,ar', 'es'],
    ['es;q=0.5,ar;q=0.5', 'es'],
    ['es;q=0.3,ar;q=0.9', 'ar'],
    ['es;q=0.9,ar', 'ar'],
    ['es; q=0.2, pt-PT; q=0.8, en; q=0.5', 'pt-BR'],
    ['fr-FR,fr;q=0.9,zh-Hans;q=0.4,en;q=0.3', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7', 'zh-CN'],
    ['de,*;q=0.5,ar;q=0.1', 'ar'],
    ['es;q=0.001,de', 'es'],
    ['es ;q=0.5', 'es'],
    ['es;Q=0,ar;q=0.1', 'ar'],
    ['es;q=-1,ar;q=0.1', 'ar'],
  ])('goes by weight, then by order: %s', (header, locale) => expect(negotiateLocale(header)).toBe(locale));

  it.each<[string, Locale]>([
    ['es;q=0', 'en'],
    ['es;q=0.000,ar;q=0.1', 'ar'],
    ['es;q=0,ar;q=0', 'en'],
  ])('never takes what is refused: %s', (header, locale) => expect(negotiateLocale(header)).toBe(locale));

  it.each([
    null,
    '',
    ' ',
    ',',
    ';;,;',
    '*',
    'de',
    'de-DE,fr;q=0.8',
    'español',
    'e',
    'esp',
    '-',
    '-es',
    'es_MX',
    'ar;q=..',
    'q=1',
    '\u0000',
    '../../etc/passwd',
    '__proto__',
  ])('falls back to English for %j', (header) => expect(negotiateLocale(header)).toBe(DEFAULT_LOCALE));

  it('does not read a header to an end that is too far', () =>
    expect(negotiateLocale(`${'de,'.repeat(100_000)}ar`)).toBe(DEFAULT_LOCALE));

  it('always ends with a language that we have', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...LOCALES, ',', ';', 'q=', '0.5', '-', '*', ' '));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(LOCALES).toContain(negotiateLocale(pieces.join('')));
      }),
    );
  });
});

describe('textDirection', () => {
  it.each<[Locale, 'ltr' | 'rtl']>([
    ['en', 'ltr'],
    ['es', 'ltr'],
    ['pt-BR', 'ltr'],
    ['zh-CN', 'ltr'],
    ['ar', 'rtl'],
  ])('%s runs %s', (locale, direction) => expect(textDirection(locale)).toBe(direction));
});

describe('isLocale', () => {
  it.each(LOCALES)('knows %s', (locale) => expect(isLocale(locale)).toBe(true));

  it.each(['', 'EN', 'pt', 'pt-br', 'zh', 'fr', ' en', 'length', 'toString', 0, null, undefined, {}, { en: 'en' }])(
    'does not know %j',
    (text) => expect(isLocale(text)).toBe(false),
  );
});

describe('languages', () => {
  it.each(LOCALES)('%s is a tag as standards write it, so that Intl and HTML know it', (locale) =>
    expect(Intl.getCanonicalLocales(locale)).toEqual([locale]),
  );

  it('each has a name of its own', () => expect(new Set(Object.values(LOCALE_NAMES)).size).toBe(LOCALES.length));

  it('upstream is asked for its own tag of English, and else for the language', () =>
    expect(LOCALES.map(upstreamLocale)).toEqual(['en-US', 'es', 'pt-BR', 'zh-CN', 'ar']));
});
