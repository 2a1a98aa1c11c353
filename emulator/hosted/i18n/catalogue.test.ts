import { describe, expect, it } from 'vitest';
import { FormBrowser } from '../../testing/form-browser';
import { sharedEmulator } from '../../testing/start';
import { LOCALES, messagesFor, toLocale } from './catalogue';

const base = sharedEmulator();

/** Words that are the same in several languages, or the proper name of the thing. */
const SAME_WORD = /^(Emulator|Emulador|PNG|JPEG|Trust|Website|Site|Error:|ID|\d|@)/;

function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value('«label»', 6))];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(sentences) : [];
}

describe('languages', () => {
  it.each([
    ['es', 'es'],
    ['es-MX', 'es'],
    ['pt_BR', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['ZH-cn', 'zh-CN'],
    ['zh-Hans-CN', 'zh-CN'],
    ['de-DE', 'en-US'],
    ['en', 'en-US'],
    ['', 'en-US'],
    [null, 'en-US'],
    ['../../etc', 'en-US'],
  ])('%s is answered in %s', (wanted, locale) => {
    expect(toLocale(wanted)).toBe(locale);
  });

  it('leave no sentence empty and none in English', () => {
    const english = sentences(messagesFor('en-US'));
    for (const locale of LOCALES.filter((code) => code !== 'en-US')) {
      const own = sentences(messagesFor(locale));
      expect(own).toHaveLength(english.length);
      expect(own.filter((text) => text.trim() === '')).toEqual([]);
      expect(
        own.filter((text) => english.includes(text) && !SAME_WORD.test(text)),
        locale,
      ).toEqual([]);
    }
  });

  it.each([
    ['en-US', 'Company', 'Germany'],
    ['es', 'Empresa', 'Alemania'],
    ['pt-BR', 'Empresa', 'Alemanha'],
    ['zh-CN', '企业信息', '德国'],
  ])('a link for %s opens the form in it, countries included', async (locale, heading, country) => {
    const { page } = await FormBrowser.open(base(), { locale });
    expect(page.html).toContain(`<html lang="${locale}">`);
    expect(page.html).toContain(`<h1>${heading}</h1>`);
    expect(page.html).toContain(`>${country}</option>`);
  });

  it('an unknown locale falls back to English', async () => {
    const { page } = await FormBrowser.open(base(), { locale: 'fr-FR' });
    expect(page.html).toContain('<html lang="en-US">');
  });

  it('switching saves what was typed and stays switched', async () => {
    const { browser } = await FormBrowser.open(base());
    const page = await browser.post('/onboarding/company', { legalName: 'Mía', intent: 'language', language: 'es' });
    expect(page.at).toBe('/onboarding/company');
    expect(page.html).toContain('<html lang="es">');
    expect(page.html).toContain('value="Mía"');
    expect((await browser.get('/onboarding/review')).html).toContain('<html lang="es">');
  });
});
