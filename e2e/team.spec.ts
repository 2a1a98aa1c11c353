/** Admins invite staff, and what they change counts from the person's next click. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { Emulator } from '../testing/emulator';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

test.use({ role: 'admin' });

const PASSWORD = 'bramble otter violin';

const account = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email });

async function mailedPasswordLink(emulator: Emulator, to: string): Promise<string> {
  let link = '';
  await expect(async () => {
    const text = (await emulator.mails(to)).at(-1)?.text ?? '';
    link = /https?:\/\/\S+\/password\/[\w-]{43}/.exec(text)?.[0] ?? '';
    expect(link).not.toBe('');
  }).toPass({ intervals: [200] });
  return link;
}

test('an invited colleague sets a password once, and follows every change an admin makes', async ({
  page,
  openVisitor,
  emulator,
}) => {
  const tag = randomUUID().slice(0, 8);
  const email = `grace.${tag}@staff.example`;
  const name = `Grace ${tag}`;
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Team' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('operator');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByText(`The invite is on its way to ${email}.`)).toBeVisible();
  await expect(account(page, email)).toContainText('Invited');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/in the list below/);
  await expect(page.getByLabel('E-mail')).toHaveValue(email);

  const link = await mailedPasswordLink(emulator, email);
  const grace = await openVisitor({ storageState: { cookies: [], origins: [] } });
  for (const method of ['HEAD', 'GET'] as const) await grace.request.fetch(link, { method });
  await grace.goto(link);
  await expect(grace.getByText(email)).toBeVisible();
  await grace.getByLabel('Your name').fill(name);
  await grace.getByLabel('Password').fill('password12345678');
  await grace.getByRole('button', { name: 'Set password' }).click();
  await expect(grace.getByLabel('Password')).toHaveAccessibleDescription(/first that somebody would try/);
  await expect(grace.getByLabel('Your name')).toHaveValue(name);
  await grace.getByLabel('Password').fill(PASSWORD);
  await grace.getByRole('button', { name: 'Set password' }).click();
  await expect(grace.getByText('Your password is set.')).toBeVisible();
  await grace.goto(link);
  await expect(grace.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();

  await grace.goto('/sign-in');
  await grace.getByLabel('E-mail').fill(email);
  await grace.getByLabel('Password').fill(PASSWORD);
  await grace.getByRole('button', { name: 'Sign in' }).click();
  await expect(grace.getByRole('link', { name: 'New customer' }).first()).toBeVisible();

  const stranger = await openVisitor({ storageState: { cookies: [], origins: [] } });
  await stranger.goto('/sign-in');
  await stranger.getByLabel('E-mail').fill(email);
  await stranger.getByLabel('Password').fill(PASSWORD);
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger).toHaveURL(/\/customers/);
  await grace.getByRole('banner').locator('summary').filter({ hasText: name }).click();
  await grace.getByRole('link', { name: 'My sessions' }).click();
  const sessions = grace.getByRole('table', { name: 'My sessions' }).getByRole('row').filter({ hasText: 'Chrome' });
  await expect(sessions).toHaveCount(2);
  await expect(sessions.filter({ hasText: 'This one' })).toHaveCount(1);
  await expectAccessible(grace);
  await sessions.getByRole('button', { name: /^End the session/ }).click();
  await expect(sessions).toHaveCount(1);
  await stranger.goto('/customers');
  await expect(stranger).toHaveURL(/\/sign-in/);

  await page.reload();
  const row = account(page, email);
  await expect(row).toContainText('1 open session');
  await row.getByLabel(`Role of ${name}`).selectOption('viewer');
  await row.getByRole('button', { name: `Change role of ${name}` }).click();
  await expect(row).toContainText('Viewer from the next click on.');
  await grace.goto('/customers');
  await expect(grace.getByRole('link', { name: 'New customer' })).toHaveCount(0);

  await row.getByText('Disable…').click();
  await row.getByRole('button', { name: `End sessions ${name}` }).click();
  await expect(row).not.toContainText('open session');
  await grace.goto('/customers');
  await expect(grace).toHaveURL(/\/sign-in/);
  // Before hydration the answer was a page of its own, on which it is closed again.
  const disable = row.getByRole('button', { name: `Disable account ${name}` });
  await expect(async () => {
    if (!(await disable.isVisible())) await row.getByText('Disable…').click();
    await expect(disable).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await disable.click();
  await expect(row).toContainText('Disabled');
  await expect(row.getByRole('button', { name: `Enable ${name}` })).toBeVisible();
});

test('the team, and the page that a mailed link leads to, are accessible', async ({ page, openVisitor, emulator }) => {
  const email = `${randomUUID()}@staff.example`;
  await page.goto('/team');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await account(page, email).getByText('Disable…').click();
  await expectAccessible(page);
  const visitor = await openVisitor({ storageState: { cookies: [], origins: [] } });
  await visitor.goto(await mailedPasswordLink(emulator, email));
  await visitor.getByLabel('Your name').fill('Grace');
  await visitor.getByLabel('Password').fill('password12345678');
  await visitor.getByRole('button', { name: 'Set password' }).click();
  await expect(visitor.getByLabel('Password')).toHaveAccessibleDescription(/first that somebody would try/);
  await expectAccessible(visitor);
});
