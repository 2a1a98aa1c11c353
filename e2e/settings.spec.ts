/** What admins set, and that a bad value is refused beside its field. The portal is shared: nothing here disturbs others. */
import { randomInt } from 'node:crypto';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

test.use({ role: 'admin' });

test('a rule is saved, a bad value stays beside its field, and the activity has old and new', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Rules' }).click();
  const overdue = page.getByRole('region', { name: 'When a customer is overdue' });
  const days = overdue.getByLabel('Setting up: days');
  await days.fill('1.5');
  await overdue.getByRole('button', { name: 'Save' }).click();
  await expect(days).toHaveAccessibleDescription(/Whole days from 1 to 365/);
  await expect(days).toHaveValue('1.5');
  await expectAccessible(page);
  const wanted = String(randomInt(100, 365));
  await days.fill(wanted);
  await overdue.getByRole('button', { name: 'Save' }).click();
  await expect(overdue.getByText('Saved.')).toBeVisible();
  await expect(days).toHaveValue(wanted);

  const reminders = page.getByRole('region', { name: 'Reminders of invites' });
  await reminders.getByLabel('Days after the invite').fill('7, 3');
  await reminders.getByRole('button', { name: 'Save' }).click();
  await expect(reminders.getByLabel('Days after the invite')).toHaveAccessibleDescription(/ascending order/);
  await expect(reminders.getByLabel('Days after the invite')).toHaveValue('7, 3');
  const rejected = page.getByRole('region', { name: 'After a rejection' });
  await rejected.getByRole('button', { name: 'Save' }).click();
  await expect(rejected.getByText('Nothing has changed.')).toBeVisible();
  // Saving one rule drops nothing that was typed into another.
  await expect(reminders.getByLabel('Days after the invite')).toHaveValue('7, 3');
  await page.goto('/activity?act=settings.changed');
  await expect(page.getByText(`→ ${wanted}`).first()).toBeVisible();
});

test('the connection is described without a secret, and the credentials are tried by a click', {
  tag: '@long',
}, async ({ page, emulator }) => {
  await page.goto('/settings/connection');
  await page.getByRole('button', { name: 'Check the credentials' }).click();
  const check = page.getByRole('region', { name: 'Credential check' });
  await expect(check.getByText('1Money accepts the credentials.')).toBeVisible();
  await expect(check.getByText('Works', { exact: true })).toHaveCount(2);
  await expect(check).toContainText('by Ada Admin');
  await expect(check.getByText('1Money request')).toHaveCount(2);
  await expect(page.getByText('/api/webhooks/onemoney')).toBeVisible();
  const html = await page.content();
  const { accessKey, secretKey } = emulator.address;
  for (const secret of [accessKey, secretKey]) expect(html).not.toContain(secret);
  await expectAccessible(page);
});
