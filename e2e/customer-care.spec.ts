/** What staff know among themselves about a customer: owner, notes; and what 1Money says, to pass on or to look up. */
import type { Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createCustomer, reloadUntil } from './support/customers';
import { credentialsOf, type Role } from './support/environment';
import { createInvited, ISSUES } from './support/invites';
import { openLive } from './support/live';
import { expect, test } from './support/test';

const emailOf = (role: Role) => credentialsOf(role)?.email ?? '';
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('owner and notes reach a colleague’s open page, where what is half typed stays', async ({ page, openAs }) => {
  await createCustomer(page);
  const admin = await openAs('admin');
  await openLive(admin, page.url());
  await expect(region(admin, 'Owner')).toContainText('Nobody looks after this customer yet.');
  await admin.getByLabel('New note').fill('Half a sentence');

  await region(page, 'Owner').getByRole('button', { name: 'Claim' }).click();
  await expect(region(page, 'Owner')).toContainText('You');
  await expect(region(admin, 'Owner')).toContainText(emailOf('operator'));
  const text = 'Called Robin.\nSends <b>the certificate</b> today & =1+1';
  await page.getByLabel('New note').fill(text);
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(region(page, 'Notes').getByText('Noted.')).toBeVisible();
  await expect(page.getByLabel('New note')).toHaveValue('');
  const note = region(admin, 'Notes').getByRole('listitem');
  await expect(note).toContainText('Sends <b>the certificate</b> today & =1+1');
  await expect(note.getByText('Delete…')).toHaveCount(0);
  await expect(admin.getByLabel('New note')).toHaveValue('Half a sentence');

  await region(page, 'Owner').getByText('Assign…').click();
  const assignee = region(page, 'Owner')
    .getByRole('option')
    .filter({ hasText: emailOf('admin') });
  await region(page, 'Owner')
    .getByLabel('Assign to')
    .selectOption(await assignee.getAttribute('value'));
  await region(page, 'Owner').getByRole('button', { name: 'Assign' }).click();
  await expect(region(admin, 'Owner')).toContainText('You');
  await expect(region(page, 'Timeline')).toContainText(`Owner: ${emailOf('admin')}`);
  await region(page, 'Notes').getByText('Delete…').click();
  await region(page, 'Notes').getByRole('button', { name: 'Delete note' }).click();
  await expect(region(admin, 'Notes').getByRole('listitem')).toHaveCount(0);
  await region(admin, 'Owner').getByRole('button', { name: 'Release' }).click();
  await expect(region(page, 'Owner')).toContainText('Nobody looks after this customer yet.');
});

test('1Money’s words can be copied as a message to the customer', { tag: '@long' }, async ({
  page,
  emulator,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id, link } = await createInvited(page, emulator, { locale: 'es' });
  await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
  await reloadUntil(page, () =>
    expect(page.getByText('Document unreadable', { exact: true })).toBeVisible({ timeout: 1_000 }),
  );
  await page.getByRole('button', { name: 'Copy as message for the customer' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  expect(message).toContain('Hola:');
  expect(message).toContain('Document unreadable\n  The certificate of incorporation cannot be read.\n');
  expect(message).toContain(link);
});

test('an admin reads 1Money’s own answer by a click', { tag: '@long' }, async ({ page, openAs, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  const admin = await openAs('admin');
  await admin.goto(page.url());
  await admin.getByLabel('New note').fill('Looked it up.');
  await admin.getByRole('button', { name: 'Add note' }).click();
  await region(admin, 'Notes').getByText('Delete…').click();
  await region(admin, 'Owner').getByText('Assign…').click();
  await admin.getByText('Raw JSON', { exact: true }).click();
  await admin.getByRole('button', { name: 'Read from 1Money' }).click();
  await expect(region(admin, 'Raw JSON from 1Money')).toContainText(`"customer_id": "${id}"`);
  await expect(region(admin, 'Timeline')).toContainText('1Money’s data read');
  await expectAccessible(admin);
});
