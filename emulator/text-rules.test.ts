// The same tables as the portal's own rules are held to.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isEmail } from './email-address';
import { findHidden } from './hidden-characters';

const read = (name: string) => JSON.parse(readFileSync(new URL(`testing/${name}`, import.meta.url), 'utf8'));
const texts = z.array(z.string());
const emails = z.object({ addresses: texts, others: texts }).parse(read('email-cases.json'));
const named = z.array(z.tuple([z.string(), z.string()]).rest(z.string()));
const hidden = z.object({ visible: named, hidden: named }).parse(read('hidden-cases.json'));

describe('e-mail addresses', () => {
  it.each(emails.addresses)('%j is one', (text) => expect(isEmail(text)).toBe(true));
  it.each(emails.others)('%j is none', (text) => expect(isEmail(text)).toBe(false));
  it('with more than 64 characters before the @ is none', () => {
    expect(isEmail(`${'x'.repeat(64)}@c.example`)).toBe(true);
    expect(isEmail(`${'x'.repeat(65)}@c.example`)).toBe(false);
  });
});

describe('characters that no one sees', () => {
  it.each(hidden.visible)('%s: needed', (_, text) => expect(findHidden(text)).toBeNull());
  it.each(hidden.hidden)('%s: refused', (_, text, found) => expect(findHidden(text)).toBe(found));
});
