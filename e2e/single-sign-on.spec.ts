/** Signing in and out by the company's own provider. The portal is shared: these settings affect no other test. */
import { randomUUID } from 'node:crypto';
import { expectAccessible } from './support/accessibility';
import { expect, SESSION_ENDED, skipLoudly, test } from './support/test';

test.use({ role: null });

test(
  'an admin opens the door to a domain, and someone of the company comes in by single sign-on and leaves',
  { tag: '@long' },
  async ({ page, openAs, consoleErrors }, testInfo) => {
    consoleErrors.allow(SESSION_ENDED);
    const provider = process.env.E2E_PROVIDER_URL ?? '';
    if (provider === '') skipLoudly(testInfo, 'the provider for tests is needed');
    const domain = 'company.example';
    const admin = await openAs('admin');
    await admin.goto('/settings/single-sign-on');
    const rules = admin.getByRole('region', { name: 'Who may come, and as what' });
    await rules.getByLabel('Domains for new accounts').fill('me@company');
    await rules.getByRole('button', { name: 'Save' }).click();
    await expect(rules.getByLabel('Domains for new accounts')).toHaveAccessibleDescription(/Domains such as/);
    await rules.getByLabel('Domains for new accounts').fill(domain);
    await rules.getByLabel('All others').selectOption('viewer');
    await rules.getByRole('button', { name: 'Save' }).click();
    await expect(rules.getByText(/Saved\.|Nothing has changed\./)).toBeVisible();
    await expectAccessible(admin);

    await page.goto('/customers?search=acme');
    await page.getByRole('link', { name: 'Sign in with single sign-on' }).click();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'cancelled or refused' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Sign in with single sign-on' }).click();
    await page.getByLabel('E-mail').fill(`${randomUUID()}@${domain}`);
    await page.getByLabel('Name').fill('Grace Hopper');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/customers\?search=acme$/);

    await page.getByRole('banner').locator('summary').click();
    await expect(page.getByText('Role: viewer')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    // The provider has forgotten them too: it asks again who they are.
    await page.getByRole('link', { name: 'Sign in with single sign-on' }).click();
    await expect(page.getByRole('heading', { name: 'The company’s sign-in' })).toBeVisible();
  },
);
