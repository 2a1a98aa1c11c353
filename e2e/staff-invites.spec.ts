/** What staff do with invites, from the customer's page: who is invited, how far it got, and what can be done about it. */
import type { Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createCustomer, newCustomer, openList, reloadUntil, row } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { linkOf, mailedLink } from './support/invites';
import { expect, test } from './support/test';

const access = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'Access' }) });
const entry = (page: Page, email: string) =>
  access(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: email }) });

/** Reloads until the invite is in a state: mails and visits are recorded elsewhere. */
async function expectState(page: Page, email: string, state: string): Promise<void> {
  await reloadUntil(page, () =>
    expect(entry(page, email).getByText(state, { exact: true })).toBeVisible({ timeout: 1_000 }),
  );
}

test('staff invite an address and see how far the invite got', { tag: '@long' }, async ({
  page,
  emulator,
  openVisitor,
  openAs,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const customer = await createCustomer(page);
  const url = page.url();
  await expect(access(page).getByText('Nobody has an invite at the moment')).toBeVisible();

  await test.step('the address is there already; message and language go into the mail', async () => {
    await access(page).locator('summary', { hasText: 'Invite' }).click();
    await expect(access(page).getByLabel('E-mail')).toHaveValue(customer.email);
    await expectAccessible(page);
    await access(page).getByLabel('Language').selectOption({ label: 'Español' });
    await access(page).getByLabel('Message').fill('Hasta el viernes, por favor.');
    await access(page).getByRole('button', { name: 'Send invite' }).click();
    // Reloading the page at once would cancel the request before it was sent.
    await expect(entry(page, customer.email)).toBeVisible();
    await expectState(page, customer.email, 'Sent');
    const [mail] = await emulator.mails(customer.email);
    expect(mail?.subject).toContain('verifique su empresa');
    expect(mail?.text).toContain('> Hasta el viernes, por favor.');
    await expect(entry(page, customer.email).getByText('Español')).toBeVisible();
  });
  const link = await linkOf(page, customer);
  const list = await openAs('operator');
  await openList(list, customer);
  await expect(row(list, customer).getByText('Invite sent')).toBeVisible();

  await test.step('the living link can be copied and read by a phone, and is the one that was mailed', async () => {
    expect(await mailedLink(emulator, customer.email)).toBe(link);
    await entry(page, customer.email)
      .getByRole('button', { name: `Copy link of ${customer.email}` })
      .click();
    await expect(entry(page, customer.email).getByText('Copied', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await entry(page, customer.email).getByText('QR code').click();
    const picture = page.getByRole('img', { name: `QR code of the invite link of ${customer.email}` });
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBeGreaterThan(
      0,
    );
    await expectAccessible(page);
  });

  await test.step('an address has at most one living invite; another address may have one too', async () => {
    await access(page).locator('summary', { hasText: 'Invite another address' }).click();
    await access(page).getByLabel('E-mail').fill(customer.email.toUpperCase());
    await access(page).getByRole('button', { name: 'Send invite' }).click();
    await expect(access(page).getByRole('alert')).toContainText('has an invite for this customer already');
    const other = newCustomer().email;
    await access(page).getByLabel('E-mail').fill(other);
    await access(page).getByRole('button', { name: 'Send invite' }).click();
    await expect(entry(page, other)).toBeVisible();
  });

  await test.step('sent again, it is the same link', async () => {
    await entry(page, customer.email).getByRole('button', { name: 'Send again' }).click();
    expect(await mailedLink(emulator, customer.email, 2)).toBe(link);
  });

  await test.step('viewed, started, returned', async () => {
    const visitor = await openVisitor();
    await visitor.goto(link);
    await expectState(page, customer.email, 'Page viewed (perhaps by a mail scanner)');
    await visitor.getByRole('main').getByRole('button').click();
    const form = new HostedForm(visitor);
    await expect(visitor).toHaveURL(/\/onboarding\/company/);
    await form.expectNoToken();
    await expectState(page, customer.email, 'Started');
    await visitor.getByRole('button', { name: 'Guardar y salir' }).click();
    await expect(visitor).toHaveURL(/\/onboarding\/return/);
    await expectState(page, customer.email, 'Returned from the form');
  });

  await test.step('who may only look sees the states and neither the link nor a button', async () => {
    const viewer = await openAs('viewer');
    await viewer.goto(url);
    await expect(entry(viewer, customer.email).getByText('Returned from the form')).toBeVisible();
    await expect(access(viewer).getByRole('button')).toHaveCount(0);
    await expect(access(viewer).getByRole('textbox')).toHaveCount(0);
    expect(await viewer.content()).not.toContain(new URL(link).pathname);
  });

  await test.step('renewed, the old link is dead and the new one is mailed', async () => {
    await entry(page, customer.email).getByRole('button', { name: 'Renew' }).click();
    await expect(async () => expect(await linkOf(page, customer)).not.toBe(link)).toPass();
    const next = await mailedLink(emulator, customer.email, 3);
    expect(next).toBe(await linkOf(page, customer));
    const visitor = await openVisitor();
    await visitor.goto(link);
    await expect(visitor.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await visitor.goto(next);
    await expect(visitor.getByRole('heading', { name: 'Verifique su empresa con 1Money' })).toBeVisible();
  });

  await test.step('revoked, it stays recorded, and the address can be invited again', async () => {
    await entry(page, customer.email).locator('summary', { hasText: 'Revoke' }).click();
    await entry(page, customer.email).getByRole('button', { name: 'Revoke invite' }).click();
    await access(page).locator('summary', { hasText: 'Revoked invites (1)' }).click();
    await expect(entry(page, customer.email).getByText('Revoked', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await access(page).locator('summary', { hasText: 'Invite another address' }).click();
    await access(page).getByLabel('E-mail').fill(customer.email);
    await access(page).getByRole('button', { name: 'Send invite' }).click();
    await expect(page.getByLabel(`Invite link of ${customer.email}`)).toBeVisible();
  });
});

test('where the form is closed no one can be invited, and the page says so', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await reloadUntil(page, () =>
    expect(access(page).getByText('The form is closed in this status')).toBeVisible({ timeout: 1_000 }),
  );
  await expect(access(page).getByRole('button', { name: 'Send invite' })).toHaveCount(0);
});
