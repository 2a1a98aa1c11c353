/** Branding is seen by every customer, so it is changed on a portal of its own. */
import type { Locator } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createInvited } from './support/invites';
import { expect, test } from './support/own-portal';

test.slow();

/** One green point. */
const LOGO = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const ACCENT = '#0f766e';
const ACCENT_RGB = 'rgb(15, 118, 110)';

const backgroundOf = (control: Locator) => control.evaluate((element) => getComputedStyle(element).backgroundColor);

test('an admin brands the pages and mails of customers, with a preview and a check of the contrast', async ({
  portal,
  openStaff,
  openVisitor,
}) => {
  const admin = await openStaff('admin');
  await admin.goto('/settings');
  const branding = admin.getByRole('region', { name: 'Branding' });
  const preview = branding.getByRole('figure', { name: 'Preview of an invite’s page' });
  const answer = branding.getByRole('status');

  await test.step('the preview follows what is typed, and tells the contrast', async () => {
    await branding.getByLabel('Name').fill('Northwind <b>Pay</b>');
    await expect(preview.getByText('Northwind <b>Pay</b> asks')).toBeVisible();
    await branding.getByLabel('Support address').fill('help@northwind.example');
    await expect(preview.getByText('Questions? help@northwind.example')).toBeVisible();
    await branding.getByLabel('Accent colour').fill('#ffee88');
    await expect(branding.getByLabel('Accent colour')).toHaveAccessibleDescription(/Contrast 1\.\d; at least 4\.5/);
    await expectAccessible(admin);
  });

  await test.step('an accent on which white cannot be read is refused, and nothing typed is lost', async () => {
    await branding.getByRole('button', { name: 'Save' }).click();
    await expect(branding.getByLabel('Accent colour')).toHaveAttribute('aria-invalid', 'true');
    await expect(branding.getByLabel('Support address')).toHaveValue('help@northwind.example');
    await expectAccessible(admin);
  });

  await test.step('a picture that is none is refused', async () => {
    await branding.getByLabel('Accent colour').fill(ACCENT);
    await branding.getByLabel('Logo').setInputFiles({ ...LOGO, buffer: Buffer.from('<svg onload="alert(1)">') });
    await branding.getByRole('button', { name: 'Save' }).click();
    await expect(branding.getByLabel('Logo')).toHaveAttribute('aria-invalid', 'true');
  });

  await test.step('saved, with logo and links', async () => {
    await branding.getByLabel('Privacy notice').fill('https://northwind.example/privacy');
    await branding.getByLabel('Terms').fill('https://northwind.example/terms');
    await branding.getByLabel('Logo').setInputFiles(LOGO);
    await branding.getByRole('button', { name: 'Save' }).click();
    await expect(answer).toHaveText(/\w/);
    await expect(branding.getByLabel('Remove the present logo')).toBeVisible();
    await admin.goto('/activity');
    await expect(admin.getByText('Settings changed').first()).toBeVisible();
  });

  await test.step('customers meet it on the page and in the mail', async () => {
    const { customer, link } = await createInvited(admin, portal.emulator);
    const visitor = await openVisitor();
    await visitor.goto(link);
    await expect(visitor.getByText('Northwind <b>Pay</b> asks')).toBeVisible();
    await expect(visitor.getByRole('banner').getByRole('img')).toBeVisible();
    expect(await backgroundOf(visitor.getByRole('button', { name: 'Continue to the form' }))).toBe(ACCENT_RGB);
    const footer = visitor.getByRole('contentinfo');
    await expect(footer.getByRole('link', { name: 'help@northwind.example' })).toBeVisible();
    await expect(footer.getByRole('link', { name: 'Privacy' })).toHaveAttribute('href', /northwind\.example\/privacy/);
    await expect(footer.getByRole('link', { name: 'Terms' })).toHaveAttribute('href', /northwind\.example\/terms/);
    await expectAccessible(visitor);
    const mail = async () => (await portal.emulator.mails(customer.email))[0];
    await expect.poll(async () => (await mail())?.subject).toContain('Northwind <b>Pay</b>');
    const { html, headers } = (await mail()) ?? {};
    expect(html).toContain(`background:${ACCENT}`);
    expect(html).toContain('Northwind &lt;b&gt;Pay&lt;/b&gt;');
    expect(headers?.['reply-to']).toContain('help@northwind.example');
  });

  await test.step('for everybody else there are no settings', async () => {
    const operator = await openStaff('operator');
    const found = await operator.request.get('/settings');
    expect(found.status()).toBe(404);
  });
});
