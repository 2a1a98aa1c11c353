/** Two operators at once: one wins, the other gets a sentence, and both see the same a moment later. */
import type { Page } from 'playwright/test';
import { createInvited, mailedLink } from './support/invites';
import { openLive } from './support/live';
import { expect, test } from './support/test';

const invite = (page: Page, email: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: email }) });

/** Keeps the other page from receiving changes, as if both had clicked at the same moment. */
async function deafen(page: Page): Promise<void> {
  await page.route('**/api/**', (route) => route.abort());
  await page.reload();
}

test('one revokes an invite while the other sends it again: a sentence, and an open page follows', {
  tag: '@long',
}, async ({ page, openAs, emulator, consoleErrors }) => {
  consoleErrors.allow(/net::ERR_FAILED/);
  const { customer, staffUrl } = await createInvited(page, emulator);
  // A mail is not sent any more once its invite is revoked.
  await mailedLink(emulator, customer.email);
  const watching = await openAs('admin');
  await openLive(watching, staffUrl);
  await expect(invite(watching, customer.email)).toBeVisible();
  const other = await openAs('operator');
  await other.goto(staffUrl);
  await deafen(other);

  await invite(page, customer.email).locator('summary', { hasText: 'Revoke' }).click();
  await invite(page, customer.email).getByRole('button', { name: 'Revoke invite' }).click();
  await expect(watching.locator('summary', { hasText: 'Revoked invites (1)' })).toBeVisible();
  await invite(other, customer.email).getByRole('button', { name: 'Send again' }).click();
  await expect(other.getByText(`The invite of ${customer.email} was just revoked`)).toBeVisible();
  await expect(other.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  expect(await emulator.mails(customer.email)).toHaveLength(1);
});
