import { createCustomer, fillNewCustomer, newCustomer, openList, row, summary } from './support/customers';
import { expect, test } from './support/test';

test('an operator creates a customer and its page opens, ready to start', async ({ page, emulator }) => {
  await page.goto('/customers');
  // Twice when the list is still empty.
  await page.getByRole('link', { name: 'New customer' }).first().click();
  const customer = newCustomer();
  await fillNewCustomer(page, customer);
  await page.getByRole('button', { name: 'Create customer' }).click();

  await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
  await expect(summary(page).getByRole('button', { name: 'Start onboarding' })).toBeEnabled();
  expect(await emulator.requireByEmail(customer.email)).toMatchObject({ status: 'INIT' });
  await openList(page, customer);
  await expect(row(page, customer)).toContainText(customer.company);
});

test('each field says beside itself what is wrong with it, and the input is kept', async ({ page }) => {
  await page.goto('/customers/new');
  await page.getByLabel('First name').fill('<b>Robin</b>');
  await page.getByLabel('Last name').fill('Test');
  await page.getByLabel('E-mail').fill('robin@nowhere');
  await page.getByLabel('Company').fill('Kept Ltd');
  await page.getByRole('button', { name: 'Create customer' }).click();

  for (const label of ['First name', 'E-mail']) {
    const field = page.getByLabel(label);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/\w/);
  }
  await expect(page.getByLabel('Last name')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Company')).toHaveValue('Kept Ltd');
  await expect(page.getByRole('alert').filter({ hasText: 'check the form' })).toBeFocused();
});

test('a second customer with the same address is explained and leads to the first', async ({ page, emulator }) => {
  const first = await createCustomer(page);
  const firstUrl = page.url();
  await page.goto('/customers/new');
  await fillNewCustomer(page, { ...newCustomer(), email: first.email.toUpperCase() });
  await page.getByRole('button', { name: 'Create customer' }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'exists already' })).toBeVisible();
  await page.getByRole('link', { name: `Open ${first.company}` }).click();
  await expect(page).toHaveURL(firstUrl);
  expect(await emulator.findByEmail(first.email)).toHaveLength(1);
});

test('after "back" the next customer is created and not the last one opened', async ({ page }) => {
  const [one, two] = [newCustomer(), newCustomer()];
  await page.goto('/customers/new');
  for (const customer of [one, two]) {
    await fillNewCustomer(page, customer);
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
    await page.goBack();
  }
});

test('a double click creates one customer', async ({ page, emulator }) => {
  const customer = newCustomer();
  await page.goto('/customers/new');
  await fillNewCustomer(page, customer);
  await page.getByRole('button', { name: 'Create customer' }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
  expect(await emulator.findByEmail(customer.email)).toHaveLength(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('creating works, and mistakes are shown beside the fields', async ({ page }) => {
    await page.goto('/customers/new');
    const customer = newCustomer();
    await fillNewCustomer(page, { ...customer, firstName: '<i>x</i>' });
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page.getByLabel('First name')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Company')).toHaveValue(customer.company);
    await page.getByLabel('First name').fill(customer.firstName);
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
  });
});
