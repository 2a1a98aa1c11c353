import { expect, it } from 'vitest';
import { control } from '../testing/client';
import { FormBrowser } from '../testing/form-browser';
import { startEmulator } from '../testing/start';

it('made-up customers pass the checks of the form, so that a flagged one can be corrected and sent again', async () => {
  const { url } = await startEmulator();
  await control(url, 'POST', '/seed', { customers: 200 });
  for (const status of ['PENDING_RESPONSE', 'REJECTED']) {
    const { json } = await control(url, 'GET', `/customers?status=${status}&limit=10`);
    expect(json.customers.length).toBeGreaterThan(0);
    for (const customer of json.customers) {
      const browser = new FormBrowser(url);
      await browser.openLink(customer.id, { redirectUrl: null });
      expect((await browser.get('/onboarding/review?check=1')).html).not.toContain('Some steps are not complete');
      await browser.get('/onboarding/terms');
      const sent = await browser.post('/onboarding/terms', { isAccepted: 'yes', signedName: 'Ada' });
      expect(sent.at).toBe('/onboarding/thanks');
    }
  }
});
