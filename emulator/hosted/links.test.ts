import { describe, expect, it } from 'vitest';
import { control, createdId } from '../testing/client';
import { COMPANY, FormBrowser, linkPath, submitForm, titleOf } from '../testing/form-browser';
import { setStatus, startEmulator } from '../testing/start';

const RETURN = 'https://portal.example/onboarding/return?state=a%20b&x=1';
const RETURN_HTML = RETURN.replaceAll('&', '&amp;');

async function advance(base: string, seconds: number): Promise<void> {
  await control(base, 'POST', '/clock', { advanceSeconds: seconds });
}

describe('opening a link', () => {
  it('exchanges the grant once for a cookie no script can read, and leaves no grant in the address', async () => {
    const { url } = await startEmulator();
    const path = await linkPath(url, await createdId(url));
    const answer = await fetch(url + path, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/onboarding/company');
    const cookie = answer.headers.getSetCookie().find((text) => text.startsWith('onemoney_emulator_session='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\/onboarding/);
    expect(cookie).toMatch(/Max-Age=86400/);
  });

  it('does not burn the grant on HEAD', async () => {
    const { url } = await startEmulator();
    const path = await linkPath(url, await createdId(url));
    expect((await fetch(url + path, { method: 'HEAD', redirect: 'manual' })).status).toBe(405);
    expect((await new FormBrowser(url).get(path)).at).toBe('/onboarding/company');
  });

  it('says used, expired, withdrawn and unknown differently, each with the way back to the partner where it is known', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    const used = await linkPath(url, id);
    await new FormBrowser(url).get(used);
    const usedPage = await new FormBrowser(url).get(used);
    expect([usedPage.status, titleOf(usedPage)]).toEqual([410, 'This link has already been used']);
    expect(usedPage.html).toContain(`href="${RETURN_HTML}"`);

    const revoked = await linkPath(url, id);
    const token = new URLSearchParams(revoked.split('?')[1]).get('grant');
    await control(url, 'POST', `/links/${token}/revoke`);
    expect(titleOf(await new FormBrowser(url).get(revoked))).toBe('This link was withdrawn');

    const expired = await linkPath(url, id, { redirectUrl: null });
    await advance(url, 30 * 60);
    const expiredPage = await new FormBrowser(url).get(expired);
    expect(titleOf(expiredPage)).toBe('This link has expired');
    expect(expiredPage.html).toContain('Ask the business that sent you for a new link.');
    expect(expiredPage.html).not.toContain('Go back to the business');

    const unknown = await new FormBrowser(url).get('/onboarding?grant=nonsense');
    expect([unknown.status, titleOf(unknown)]).toEqual([404, 'This link does not work']);
  });

  it('a refused link speaks the language it was made for', async () => {
    const { url } = await startEmulator();
    const path = await linkPath(url, await createdId(url), { locale: 'pt-BR' });
    await new FormBrowser(url).get(path);
    const page = await new FormBrowser(url).get(path);
    expect(page.html).toContain('<html lang="pt-BR">');
    expect(titleOf(page)).toBe('Este link já foi usado');
  });

  it('opens at the first unfinished step', async () => {
    const { url } = await startEmulator();
    const { browser, customerId } = await FormBrowser.open(url);
    await browser.post('/onboarding/company', COMPANY);
    expect((await new FormBrowser(url).openLink(customerId)).at).toBe('/onboarding/addresses');
  });
});

describe('the session', () => {
  it('lasts 24 hours, then the form says so and forgets nothing', async () => {
    const { url } = await startEmulator();
    const { browser, customerId } = await FormBrowser.open(url);
    await browser.post('/onboarding/company', { legalName: 'Kept Ltd', intent: 'leave' });
    await advance(url, 24 * 60 * 60 - 5);
    expect((await browser.get('/onboarding/company')).status).toBe(200);
    await advance(url, 10);
    const ended = await browser.get('/onboarding/company');
    expect([ended.status, titleOf(ended)]).toEqual([401, 'Your session has ended']);
    const again = await new FormBrowser(url).openLink(customerId);
    expect(again.html).toContain('Kept Ltd');
  });

  it('is needed for every page of the form', async () => {
    const { url } = await startEmulator();
    for (const path of ['', '/company', '/persons', '/persons/new', '/documents', '/review', '/terms']) {
      const page = await new FormBrowser(url).get(`/onboarding${path}`);
      expect([page.status, titleOf(page)]).toEqual([401, 'Open the form with your link']);
    }
  });

  it.each(['PENDING_REVIEW', 'UNDER_REVIEW', 'ESCALATED', 'PENDING_APPROVAL', 'PROVISIONING', 'APPROVED', 'INVENTED'])(
    'shows and saves nothing while the customer is %s',
    async (status) => {
      const { url } = await startEmulator();
      const { browser, customerId } = await FormBrowser.open(url);
      await setStatus(url, customerId, status);
      const shown = await browser.get('/onboarding/company');
      expect(titleOf(shown)).toBe('Your application has already been submitted');
      expect(shown.html).toContain(`href="${RETURN_HTML}"`);
      expect(shown.html).not.toContain('<form');
      const saved = await browser.post('/onboarding/company', { legalName: 'Too late', intent: 'leave' });
      expect(titleOf(saved)).toBe('Your application has already been submitted');
      const { json } = await control(url, 'GET', `/customers/${customerId}`);
      expect(json.answers.company.legalName).toBeUndefined();
    },
  );

  it('a rejected customer may edit unless the setting forbids it', async () => {
    const { url } = await startEmulator();
    const { browser, customerId } = await FormBrowser.open(url);
    await setStatus(url, customerId, 'REJECTED');
    expect((await browser.get('/onboarding/company')).html).toContain('Your application was not approved');
    await control(url, 'PATCH', '/settings', { isRejectedEditable: false });
    expect(titleOf(await browser.get('/onboarding/company'))).toBe('Your application has already been submitted');
  });

  it('shows "already submitted" to the one who has just sent the form and goes back', async () => {
    const { url } = await startEmulator();
    const { browser } = await FormBrowser.open(url);
    expect((await submitForm(browser)).at).toBe(RETURN);
    expect(titleOf(await browser.get('/onboarding/terms'))).toBe('Your application has already been submitted');
  });
});
