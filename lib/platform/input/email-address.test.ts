import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emailKey, isEmail, normalizeEmail } from './email-address';
import { emailText } from './email-text';
import cases from './testing/email-cases.json' with { type: 'json' };

const isAddress = (text: string) => emailText.safeParse(text).success;

describe('an e-mail address', () => {
  it.each(cases.addresses)('%j is one', (text) => {
    expect(isAddress(text)).toBe(true);
    expect(isEmail(text)).toBe(true);
  });

  it.each(cases.others)('%j is none', (text) => {
    expect(isAddress(text)).toBe(false);
    expect(isEmail(text)).toBe(false);
  });

  it('is as long as mail servers take', () => {
    const { local, label, all } = cases.longest;
    const domain = (length: number) => `${`${'d'.repeat(label)}.`.repeat(4).slice(0, length - 3)}.ex`;
    expect(isAddress(`${'x'.repeat(local)}@c.example`)).toBe(true);
    expect(isAddress(`${'x'.repeat(local + 1)}@c.example`)).toBe(false);
    expect(isAddress(`a@${'d'.repeat(label)}.example`)).toBe(true);
    expect(isAddress(`a@${'d'.repeat(label + 1)}.example`)).toBe(false);
    expect(isAddress(`${'x'.repeat(local)}@${domain(all - local - 1)}`)).toBe(true);
    expect(isAddress(`${'x'.repeat(local)}@${domain(all - local)}`)).toBe(false);
  });

  it('is kept with ordinary letters and without blanks around it', () => {
    expect(emailText.parse(' ｏｐｓ@acme.example ')).toBe('ops@acme.example');
    expect(normalizeEmail(' ｏｐｓ@acme.example ')).toBe('ops@acme.example');
    expect(emailKey(' Ｏps@ACME.example')).toBe('ops@acme.example');
  });

  it.each([' ops@acme.example', 'ｏps@acme.example', 5, null])('%j is not exactly one', (text) => {
    expect(isEmail(text)).toBe(false);
  });
});

describe('the key of an email address', () => {
  it.each([
    ['I@X.COM', 'i@x.com'],
    [' Info@Firma.Example ', 'info@firma.example'],
    ['ＩＮＦＯ＠Ｘ.ＣＯＭ', 'info@x.com'],
    ['STRASSE@X.DE', 'strasse@x.de'],
    ['MÜLLER@X.DE', 'müller@x.de'],
    ['mu\u0308ller@x.de', 'müller@x.de'],
    ['ΝΙΚΟΣ@X.GR', 'νικος@x.gr'],
  ])('%s is %s', (typed, key) => expect(emailKey(typed)).toBe(key));

  it.each([
    ['ı@x.com', 'i@x.com'],
    ['straße@x.de', 'strasse@x.de'],
    ['νικοσ@x.gr', 'νικος@x.gr'],
    ['muller@x.de', 'müller@x.de'],
    ['İ@x.com', 'i@x.com'],
  ])('%s stays another mailbox than %s', (one, other) => expect(emailKey(one)).not.toBe(emailKey(other)));
});

it.each(['email-cases.json', 'hidden-cases.json'])('the emulator is held to the same %s', (name) => {
  const read = (folder: string) => readFileSync(new URL(`${folder}/testing/${name}`, import.meta.url), 'utf8');
  expect(read('../../../emulator')).toBe(read('.'));
});
