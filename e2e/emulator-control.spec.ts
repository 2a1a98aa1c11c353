import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { Emulator } from '../testing/emulator';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

test.use({ role: null });

interface Created {
  id: string;
  email: string;
}

async function createCustomer(emulator: Emulator): Promise<Created> {
  const email = `control.${randomUUID()}@company.example`;
  const { customer_id } = await emulator.createCustomer({
    email,
    first_name: 'Robin',
    last_name: 'Example',
    company_name: 'Control & Söhne GmbH',
  });
  return { id: customer_id, email };
}

async function openCustomer(page: Page, emulator: Emulator, { email }: Created): Promise<void> {
  await page.goto(emulator.address.url);
  await page.getByLabel('Search').fill(email);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('1 found')).toBeVisible();
  await page.getByRole('link', { name: 'Control & Söhne GmbH' }).click();
}

async function statusOf(emulator: Emulator, { email }: Created): Promise<string> {
  return (await emulator.requireByEmail(email)).status;
}

test('a reviewer finds a customer, asks for a correction, rejects and approves', async ({ page, emulator }) => {
  const customer = await createCustomer(emulator);
  await openCustomer(page, emulator, customer);
  await page.getByLabel('Reason').fill('Name mismatch');
  await page.getByLabel('Description').fill('Please correct the name.');
  await page.getByRole('button', { name: 'Ask for correction' }).click();
  await expect(page.getByRole('status')).toHaveText('Asked for a correction.');
  await expect(page.getByLabel('Reason')).toHaveValue('Name mismatch');
  expect(await statusOf(emulator, customer)).toBe('PENDING_RESPONSE');
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByRole('status')).toHaveText('Rejected.');
  expect(await statusOf(emulator, customer)).toBe('REJECTED');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status')).toHaveText('Approved.');
  await expect(page.getByLabel('Reason')).toHaveValue('');
  expect(await statusOf(emulator, customer)).toBe('APPROVED');
});

test('a person can be flagged beside the company', { tag: '@long' }, async ({ page, emulator }) => {
  const customer = await createCustomer(emulator);
  await emulator.submitForm(customer.id);
  await page.goto(`${emulator.address.url}/customers/${customer.id}`);
  await page.getByLabel('Reason for Robin Example').fill('Document expired');
  await page.getByRole('button', { name: 'Ask for correction' }).click();
  await expect(page.getByLabel('Reason for Robin Example')).toHaveValue('Document expired');
  await expect(page.getByLabel('Reason', { exact: true })).toHaveValue('');
});

test('any status can be set, also an invented one', { tag: '@long' }, async ({ page, emulator }) => {
  const customer = await createCustomer(emulator);
  await page.goto(`${emulator.address.url}/customers/${customer.id}`);
  await page.getByLabel('Status').selectOption('ESCALATED');
  await page.getByRole('button', { name: 'Set status' }).click();
  await expect(page.getByRole('status')).toHaveText('The status was changed.');
  expect(await statusOf(emulator, customer)).toBe('ESCALATED');
  await page.getByLabel('Or an invented one').fill('OUT_TO_LUNCH');
  await page.getByRole('button', { name: 'Set status' }).click();
  await expect(page.getByText('OUT_TO_LUNCH').first()).toBeVisible();
  expect(await statusOf(emulator, customer)).toBe('OUT_TO_LUNCH');
});

test('a fault is added and removed', { tag: '@long' }, async ({ page, emulator }) => {
  // Matches nothing that another test could ask for: all tests share one emulator.
  const path = `/v1/customers/${randomUUID()}`;
  await page.goto(`${emulator.address.url}/faults`);
  await page.getByLabel('Fault', { exact: true }).fill('status:503');
  await page.getByLabel('Path').fill(path);
  await page.getByRole('button', { name: 'Add fault' }).click();
  const row = page.getByRole('row', { name: path });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'Remove status:503' }).click();
  await expect(row).toHaveCount(0);
});

test('every control page is accessible in light and dark', { tag: '@long' }, async ({
  page,
  emulator,
  consoleErrors,
}) => {
  consoleErrors.allow(/status of 404/);
  const customer = await createCustomer(emulator);
  await emulator.submitForm(customer.id);
  await page.goto(`${emulator.address.url}/journal?search=lightweight`);
  const request = await page
    .getByRole('link', { name: /^Details/ })
    .first()
    .getAttribute('href');
  const paths = [
    '/',
    '/?search=nobody-at-all',
    `/customers/${customer.id}`,
    '/journal',
    '/webhooks',
    '/mail',
    '/faults',
  ];
  for (const path of [...paths, '/settings', '/not-there', request ?? '/']) {
    await page.goto(`${emulator.address.url}${path}`);
    await expectAccessible(page);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the pages work, because they have none', { tag: '@long' }, async ({ page, emulator }) => {
    const customer = await createCustomer(emulator);
    await openCustomer(page, emulator, customer);
    await page.getByRole('button', { name: 'Approve' }).click();
    await expect(page.getByRole('status')).toHaveText('Approved.');
    for (const section of ['Requests', 'Webhooks', 'Mail', 'Faults', 'Settings', 'Customers']) {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section }).click();
      await expect(page.getByRole('heading', { level: 1, name: section })).toBeVisible();
    }
  });
});
