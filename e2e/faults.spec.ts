/**
 * What people see while 1Money misbehaves. These run after all others and one at a time, because a fault meets the next
 * caller, and because the portal stops asking for a while after several failures.
 */
import { expectAccessible } from './support/accessibility';
import { createCustomer, fillNewCustomer, newCustomer, openList, row, summary } from './support/customers';
import { expect, test } from './support/test';

test.afterEach(({ emulator }) => emulator.clearFaults());

test('while the outcome is open, page and list say so, and the page is completed by itself', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = newCustomer();
  await page.goto('/customers/new');
  await fillNewCustomer(page, customer);
  await emulator.addFault({ fault: 'reset_after', method: 'POST', path: '/v1/customers/lightweight', times: 3 });
  await emulator.addFault({ fault: 'status:503', method: 'GET', path: '/v1/customers', times: 100 });
  await page.getByRole('button', { name: 'Create customer' }).click();
  await expect(page.getByText('Confirming with 1Money…')).toBeVisible();
  await expect(summary(page).getByText('Confirming…')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  await expectAccessible(page);
  await emulator.clearFaults();
  await expect(summary(page).getByText('Not submitted', { exact: true })).toBeVisible();
  expect(await emulator.findByEmail(customer.email)).toHaveLength(1);
});

test('what 1Money answered with an error of its own needs review, with a reference to ask about', {
  tag: '@long',
}, async ({ page, emulator }) => {
  const customer = newCustomer();
  await page.goto('/customers/new');
  await fillNewCustomer(page, customer);
  await emulator.addFault({ fault: 'status:500', method: 'POST', path: '/v1/customers/lightweight' });
  await page.getByRole('button', { name: 'Create customer' }).click();
  const title = page.getByText('1Money did not confirm this customer');
  await expect(title).toBeVisible();
  await expect(title.locator('..')).toContainText(/Reference [\w-]{8,}/);
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Needs review');
  await expectAccessible(page);
  await openList(page, customer);
  await expect(row(page, customer)).toContainText('Needs review');
});

test('when 1Money is away the list still shows what is known, and says so', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  await emulator.addFault({ fault: 'status:503', method: 'GET', path: '/v1/customers', times: 100 });
  await expect(async () => {
    await openList(page, customer);
    await expect(page.getByText('statuses may be out of date')).toBeVisible({ timeout: 1_000 });
    await expect(row(page, customer)).toContainText(/Not submitted.* \d\d:\d\d/);
    await expect(row(page, customer)).not.toContainText(/just now|min ago/);
  }).toPass();
  await emulator.clearFaults();
  await expect(async () => {
    await openList(page, customer);
    await expect(page.getByText('statuses may be out of date')).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});
