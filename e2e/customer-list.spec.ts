import { createCustomer, newCustomer, openList, row } from './support/customers';
import { expect, test } from './support/test';

const LABELS = {
  INIT: 'Not submitted',
  PENDING_REVIEW: 'Waiting for review',
  UNDER_REVIEW: 'Under review',
  PENDING_RESPONSE: 'Response needed',
  ESCALATED: 'Escalated',
  PENDING_APPROVAL: 'Waiting for approval',
  REJECTED: 'Rejected',
  APPROVED: 'Approved',
  PROVISIONING: 'Setting up',
} as const;

test('a row shows business, address, status with its icon, next action, as of and created', async ({ page }) => {
  const customer = await createCustomer(page);
  await openList(page, customer);
  const columns = await page.getByRole('columnheader').allTextContents();
  for (const column of ['Business', 'E-mail', 'KYB status', 'Next action', 'As of', 'Created'])
    expect(
      columns.some((text) => text.includes(column)),
      column,
    ).toBe(true);
  const cells = row(page, customer);
  for (const text of [customer.company, customer.email, 'Not submitted', 'Customer: fill in the form'])
    await expect(cells).toContainText(text);
  await expect(cells.locator('svg').first()).toBeVisible();
});

test('customers that upstream knows and the portal does not yet appear by themselves', async ({ page, emulator }) => {
  const customer = newCustomer();
  await emulator.createCustomer({
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    company_name: customer.company,
  });
  await expect(async () => {
    await openList(page, customer);
    await expect(row(page, customer)).toContainText('Not submitted', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test('each of the nine statuses is shown in words, and the status filter finds it', async ({ page, emulator }) => {
  test.slow();
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  for (const [status, label] of Object.entries(LABELS))
    await test.step(status, async () => {
      await emulator.setStatus(id, status);
      await expect(async () => {
        await openList(page, customer);
        await expect(row(page, customer)).toContainText(label, { timeout: 1_000 });
      }).toPass({ timeout: 20_000 });
      await page.getByLabel('Status').selectOption({ label });
      await page.getByRole('button', { name: 'Apply' }).click();
      await expect(page).toHaveURL(new RegExp(`status=${status}`));
      await expect(row(page, customer)).toBeVisible();
    });
  await page.goto(`/customers?search=${encodeURIComponent(customer.email)}&status=INIT`);
  await expect(page.getByText('No customer matches')).toBeVisible();
});

test('search finds by business and by address, in any letter case, and stays in the URL', async ({ page }) => {
  const customer = await createCustomer(page);
  await page.goto('/customers');
  for (const text of [customer.company.toUpperCase(), customer.email.slice(0, 14)]) {
    await page.getByRole('searchbox', { name: 'Search' }).fill(text);
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
    await expect(page).toHaveURL(/search=/);
    await expect(row(page, customer)).toBeVisible();
    await page.reload();
    await expect(row(page, customer)).toBeVisible();
  }
});

test('search takes its text literally: nothing in it is a wildcard or an instruction', async ({ page }) => {
  const customer = await createCustomer(page);
  const { email } = customer;
  const tricks = [email.replace('.', '_'), email.replace('.', '%'), `${email}' or '1'='1`, `${email}\\`, `<b>${email}`];
  for (const trick of tricks)
    await test.step(trick, async () => {
      await page.goto(`/customers?search=${encodeURIComponent(trick)}`);
      await expect(page.getByText('No customer matches')).toBeVisible();
    });
  await openList(page, customer);
  await expect(row(page, customer)).toBeVisible();
});

test('newest first, and the pages of the list neither repeat nor skip anybody', async ({ page, emulator }) => {
  test.slow();
  for (let made = await emulator.countCustomers(); made < 60; made = await emulator.countCustomers())
    await emulator.seed(60 - made);
  await expect(async () => {
    await page.goto('/customers');
    await expect(page.getByRole('link', { name: 'Older' })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const seen: string[] = [];
  for (let pages = 0; pages < 20; pages += 1) {
    const links = page.getByRole('row').getByRole('link');
    await expect(links.first()).toBeVisible();
    seen.push(...(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))));
    const older = page.getByRole('link', { name: 'Older' });
    if ((await older.count()) === 0) break;
    const href = (await older.getAttribute('href')) ?? '';
    await page.goto(href);
  }
  expect(seen.length).toBeGreaterThanOrEqual(60);
  expect(new Set(seen).size).toBe(seen.length);
});
