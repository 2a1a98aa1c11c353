import { describe, expect, it } from 'vitest';
import { control } from '../testing/client';
import { COMPANY, FormBrowser, titleOf } from '../testing/form-browser';
import { sharedEmulator } from '../testing/start';

const base = sharedEmulator();

async function legalName(customerId: string): Promise<string | undefined> {
  const { json } = await control(base(), 'GET', `/customers/${customerId}`);
  return json.answers.company.legalName;
}

describe('a form sent by another person', () => {
  it.each([
    ['without a token', null],
    ['with a wrong token', 'wrong'],
  ])('is refused %s', async (_name, csrf) => {
    const { browser, customerId } = await FormBrowser.open(base());
    const page = await browser.post('/onboarding/company', COMPANY, { csrf });
    expect([page.status, titleOf(page)]).toEqual([403, 'The form could not be sent']);
    expect(await legalName(customerId)).toBeUndefined();
  });

  it('is refused with the token of another session', async () => {
    const other = await FormBrowser.open(base());
    const token = /name="_csrf" value="([^"]*)"/.exec(other.page.html)?.[1] ?? '';
    const { browser } = await FormBrowser.open(base());
    expect((await browser.post('/onboarding/company', COMPANY, { csrf: token })).status).toBe(403);
  });

  it.each(['https://evil.example', 'null', 'nonsense'])('is refused from the origin %s', async (origin) => {
    const { browser, customerId } = await FormBrowser.open(base());
    expect((await browser.post('/onboarding/company', COMPANY, { origin })).status).toBe(403);
    expect(await legalName(customerId)).toBeUndefined();
  });

  it('refuses a body that is no form', async () => {
    const { browser } = await FormBrowser.open(base());
    const answer = await fetch(`${base()}/onboarding/company`, {
      method: 'POST',
      body: '{"legalName":"x"}',
      headers: { 'content-type': 'application/json', cookie: browser.cookieHeader },
    });
    expect(answer.status).toBe(403);
  });
});

describe('headers', () => {
  it('allow no script, no framing, no caching, and forms only where the flow leads', async () => {
    const { page } = await FormBrowser.open(base());
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('script-src');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.html).not.toContain('<script');
    expect(page.html).not.toContain('style=');
    const alone = await FormBrowser.open(base(), { redirectUrl: null });
    expect(alone.page.headers.get('content-security-policy')).toContain("form-action 'self';");
  });

  it('every page says that it is an emulator', async () => {
    const { browser } = await FormBrowser.open(base());
    for (const path of [
      'company',
      'addresses',
      'persons',
      'persons/new',
      'documents',
      'review',
      'terms',
      'thanks',
      'nope',
    ]) {
      expect((await browser.get(`/onboarding/${path}`)).html).toContain('Emulator, not 1Money');
    }
  });
});
