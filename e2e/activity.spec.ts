/** Every act is on the record, can be found, and can be taken away as a file. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createCustomer, newCustomer } from './support/customers';
import { expect, test } from './support/test';

const table = (page: Page) => page.getByRole('table', { name: /Activity/ });
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

test('an act is found by what, who, whom and when, and the filter is in the address', async ({ page }) => {
  const customer = await createCustomer(page);
  const id = idOf(page);
  await page.goto('/activity');
  await page.getByLabel('What').selectOption({ label: 'Customer created' });
  await page.getByLabel('Outcome').selectOption({ label: 'Done' });
  await page.getByLabel('Who').fill('OPERATOR@');
  await page.getByLabel('Customer id').fill(id);
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel('To (UTC day)').fill(today);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(new RegExp(`act=customer.created&outcome=ok&actor=.+&customer=${id}&from=&to=${today}`));
  const line = table(page).getByRole('row').filter({ hasText: customer.company });
  await expect(line).toHaveCount(1);
  for (const text of ['operator@', 'Staff', 'Customer created', 'Done', '127.0.0.1'])
    await expect(line).toContainText(text);
  await expectAccessible(page);
  await line.getByRole('link', { name: customer.company }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
});

test('a filter that nothing fits says so and leads back', { tag: '@long' }, async ({ page }) => {
  await page.goto('/activity?actor=nobody-is-called-that&from=2020-01-01&to=2020-01-02');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/activity$/);
  await expect(table(page)).toBeVisible();
});

test('the audit log goes back page by page and to its newest', { tag: '@long' }, async ({ page, emulator }) => {
  if ((await emulator.countCustomers()) < 60) await emulator.seed(60);
  await expect(async () => {
    await page.goto('/customers');
    await page.goto('/activity');
    await expect(page.getByRole('link', { name: 'Older' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/older=\d+/);
  await expect(table(page).getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(page).toHaveURL(/\/activity$/);
});

test('exports hold what is filtered, formulas lose their power, and taking one is recorded', async ({ page }) => {
  const customer = await createCustomer(page, { ...newCustomer(), company: `=HYPERLINK("x") ${Date.now()}` });
  await page.goto(`/activity?customer=${idOf(page)}`);

  const csv = await download(page, 'Export CSV');
  expect(csv.name).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...lines] = csv.text.trimEnd().split('\r\n');
  expect(head).toBe('at,actorKind,actorLabel,act,outcome,customerId,businessName,address,userAgent,requestId,details');
  expect(lines.join('\n')).toContain('customer.created');
  expect(lines.join('\n')).toContain(`"'${customer.company.replaceAll('"', '""')}"`);

  const json = await download(page, 'Export JSON');
  const entries = JSON.parse(json.text);
  expect(entries).toHaveLength(lines.length);
  expect(entries).toContainEqual(expect.objectContaining({ act: 'customer.created', businessName: customer.company }));

  await page.goto('/activity?act=audit.exported&actor=operator');
  await expect(table(page).getByRole('row').nth(2)).toContainText('Activity exported');
});

async function download(page: Page, link: string) {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('another site cannot make a browser take an export', { tag: '@long' }, async ({ page }) => {
  for (const site of ['cross-site', 'same-site']) {
    const answer = await page.request.get('/activity/export', { headers: { 'Sec-Fetch-Site': site } });
    expect(answer.status()).toBe(403);
  }
  const answer = await page.request.get('/activity/export?format=json', {
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(answer.status()).toBe(200);
  expect(answer.headers()['cache-control']).toBe('private, no-store');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('filters and pages work', { tag: '@long' }, async ({ page }) => {
    await page.goto('/activity');
    await page.getByLabel('What').selectOption({ label: 'Signed in' });
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/act=staff.signed_in/);
    await expect(table(page).getByRole('row').nth(1)).toContainText('Signed in');
    await page.getByRole('link', { name: 'Clear' }).click();
    await expect(page).toHaveURL(/\/activity$/);
  });
});
