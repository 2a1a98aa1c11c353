import { describe, expect, it } from 'vitest';
import { fill, type SentenceName, sentences } from './catalogue';
import { en } from './en';
import { DEFAULT_LOCALE, LOCALES, type Locale } from './locales';

const NAMES = Object.keys(en) as SentenceName[];
const TRANSLATIONS = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE);

/** Where a language really has the same words as English. */
const SAME_AS_ENGLISH: Partial<Record<Locale, readonly SentenceName[]>> = { 'pt-BR': ['signInEmail'] };

const marksOf = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();

/** The names of wrong sentences, so that a failure says which. */
function faulty(locale: Locale, isFaulty: (sentence: string, name: SentenceName) => boolean): SentenceName[] {
  return NAMES.filter((name) => isFaulty(sentences(locale)[name], name));
}

describe.each(LOCALES)('%s', (locale) => {
  it('has every sentence of English and no other', () =>
    expect(Object.keys(sentences(locale)).sort()).toEqual([...NAMES].sort()));

  it('has no empty sentence and no blanks around one', () =>
    expect(faulty(locale, (sentence) => sentence === '' || sentence !== sentence.trim())).toEqual([]));

  it('has the marks of English and no broken one', () => {
    for (const name of NAMES)
      expect({ [name]: marksOf(sentences(locale)[name]) }).toEqual({ [name]: marksOf(en[name]) });
    expect(faulty(locale, (sentence) => /[{}]/.test(sentence.replace(/\{\w+\}/g, '')))).toEqual([]);
  });

  it('has no control characters, neither of direction nor without width', () =>
    expect(faulty(locale, (sentence) => /[\p{Cc}\p{Cf}]/u.test(sentence))).toEqual([]));

  it('has composed characters only', () =>
    expect(faulty(locale, (sentence) => sentence !== sentence.normalize('NFC'))).toEqual([]));
});

describe.each(TRANSLATIONS)('the translation to %s', (locale) => {
  it('repeats English only where the words are the same', () =>
    expect(faulty(locale, (sentence, name) => sentence === en[name])).toEqual(SAME_AS_ENGLISH[locale] ?? []));

  it('names 1Money where English does, spelled the same', () =>
    expect(faulty(locale, (sentence, name) => sentence.includes('1Money') !== en[name].includes('1Money'))).toEqual(
      [],
    ));
});

describe('scripts', () => {
  it('Chinese is written in Han characters', () =>
    expect(faulty('zh-CN', (sentence) => !/\p{Script=Han}/u.test(sentence))).toEqual([]));

  it('Arabic begins with an Arabic letter whatever names are filled in: plain text takes its direction from it', () => {
    const names = { partner: 'Acme', business: 'Beta LLC', code: '123456', address: 'a@b.example' };
    const first = (sentence: string) => /\p{L}/u.exec(fill(sentence, names))?.[0] ?? '';
    expect(faulty('ar', (sentence) => !/\p{Script=Arabic}/u.test(first(sentence)))).toEqual([]);
  });
});

describe('fill', () => {
  it('knows no mark that merely every object has', () => expect(fill('{toString}', {})).toBe('{toString}'));

  it.each<[string, Record<string, string | number>, string]>([
    ['Code {code} for {partner}', { code: 123456, partner: 'Acme' }, 'Code 123456 for Acme'],
    ['{a}{b}{a}', { a: 1, b: 2 }, '121'],
    ['{zero} and {empty}.', { zero: 0, empty: '' }, '0 and .'],
    ['No marks', { a: 'x' }, 'No marks'],
    ['Known {a}, unknown {b}', { a: 'x' }, 'Known x, unknown {b}'],
    ['{not a mark} {} {a', { a: 'x' }, '{not a mark} {} {a'],
    ['{a} {b}', { a: '{b}', b: '{a}' }, '{b} {a}'],
    ['{a}', { a: "$& $1 $' <b>&" }, "$& $1 $' <b>&"],
  ])('%j with %j is %j', (sentence, values, filled) => expect(fill(sentence, values)).toBe(filled));

  it.each(LOCALES)('leaves no mark of %s when every value is given', (locale) => {
    const values = Object.fromEntries(
      NAMES.flatMap((name) => marksOf(en[name])).map((mark) => [mark.slice(1, -1), 'x']),
    );
    expect(faulty(locale, (sentence) => /[{}]/.test(fill(sentence, values)))).toEqual([]);
  });
});
