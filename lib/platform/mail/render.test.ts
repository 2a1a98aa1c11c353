import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LOCALES } from '@/lib/platform/i18n/locales';
import { escapeHtml, type MailParts, renderMail } from './render';

const PARTS: MailParts = {
  locale: 'en',
  subject: 'Please verify',
  accent: '#3a49c8',
  paragraphs: ['Hello,', 'Please verify your business.'],
  quote: { title: 'Message from Northwind:', text: 'Line one\nLine two' },
  button: { label: 'Open', href: 'https://portal.example/i/abc' },
  footer: [{ text: 'You were invited.' }, { text: 'Stop:', href: 'https://portal.example/i/abc/reminders' }],
};

test('text and HTML say the same', () => {
  const { text, html } = renderMail(PARTS);
  for (const words of ['Hello,', 'Please verify your business.', 'Message from Northwind:', 'Line two', 'Open'])
    for (const part of [text, html]) expect(part).toContain(words);
  for (const address of ['https://portal.example/i/abc', 'https://portal.example/i/abc/reminders'])
    for (const part of [text, html]) expect(part).toContain(address);
  expect(text).toContain('> Line one\n> Line two');
});

test.each(LOCALES)('in %s the HTML names its language and direction', (locale) => {
  const { html } = renderMail({ ...PARTS, locale });
  expect(html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
});

test('a code stands on a line of its own', () => {
  expect(renderMail({ ...PARTS, code: '012345' }).text).toMatch(/^012345$/m);
});

describe('whatever people wrote', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<script>', '"><img src=x>', "' onload='", '&amp;'),
  );

  it('makes no markup of its own: the tags are always the same', () => {
    const tags = (html: string) => [...html.matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag);
    const expected = tags(renderMail({ ...PARTS, paragraphs: ['x'], quote: { title: 'x', text: 'x' } }).html);
    fc.assert(
      fc.property(anyText, anyText, anyText, (subject, paragraph, message) => {
        const quote = { title: paragraph, text: message };
        const { html } = renderMail({ ...PARTS, subject, paragraphs: [paragraph], quote });
        expect(tags(html)).toEqual(expected);
      }),
    );
  });

  it('leaves the subject on one line of at most 200 characters', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (subject) => {
        const rendered = renderMail({ ...PARTS, subject }).subject;
        expect(rendered).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect([...rendered].length).toBeLessThanOrEqual(200);
        expect(rendered.isWellFormed()).toBe(true);
      }),
    ));

  it('can be read back from the HTML', () => {
    const back = (html: string) =>
      html.replace(
        /&(lt|gt|quot|#39|amp);/g,
        (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
      );
    fc.assert(fc.property(anyText, (text) => back(escapeHtml(text)) === text));
  });

  it('fetches nothing when it is read', () => {
    const { html } = renderMail(PARTS);
    expect(html).not.toMatch(/<(img|link|script|iframe|style)\b|src=|url\(|@import/i);
  });
});
