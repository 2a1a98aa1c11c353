import { expectAccessible } from './support/accessibility';
import { createCustomer, expectStatus, openList, row, summary } from './support/customers';
import { expect, test } from './support/test';

test.describe('signed out', () => {
  test.use({ role: null });

  test('sign-in, empty and refused', async ({ page }) => {
    await page.goto('/sign-in');
    await expectAccessible(page);
    await page.getByLabel('E-mail').fill('nobody@unknown.example');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
    await expectAccessible(page);
  });

  test('the return page for an unknown address', async ({ page }) => {
    await page.goto('/onboarding/return?state=nonsense');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
});

test('the list, with rows and without a match', async ({ page }) => {
  const customer = await createCustomer(page);
  await openList(page, customer);
  await expect(row(page, customer)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/customers?search=nobody-is-called-that');
  await expect(page.getByText('No customer matches')).toBeVisible();
  await expectAccessible(page);
});

test('the form for a new customer, empty, refused, and corrected', async ({ page }) => {
  await page.goto('/customers/new');
  await expectAccessible(page);
  await page.getByLabel('First name').fill('<b>');
  await page.getByLabel('Last name').fill('Test');
  await page.getByLabel('E-mail').fill('x@y');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await expect(page.getByLabel('First name')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  const problems = page.getByRole('main').getByRole('alert');
  await expect(problems.getByRole('listitem')).toHaveCount(2);
  await page.getByLabel('First name').fill('Robin');
  await expect(page.getByLabel('First name')).not.toHaveAttribute('aria-invalid');
  await expect(problems.getByRole('listitem')).toHaveCount(1);
  await page.getByLabel('E-mail').fill('robin@company.example');
  await expect(problems).toHaveCount(0);
  await expect(page.getByLabel('Last name')).toHaveValue('Test');
});

test('a customer, open, with flagged items, and closed', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await expectAccessible(page);
  await emulator.setStatus(id, 'PENDING_RESPONSE', {
    company_issues: {
      company_name: customer.company,
      reject_reason: 'Unreadable',
      description: 'Please send it again.',
    },
  });
  await expectStatus(page, 'Response needed');
  await expectAccessible(page);
  await emulator.setStatus(id, 'SOMETHING_NEW');
  await expectStatus(page, 'Unknown status');
  await expectAccessible(page);
});

test('the return page, and a page that does not exist', async ({ page, consoleErrors }) => {
  consoleErrors.allow(/404/);
  await createCustomer(page);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await expect(page).toHaveURL(/\/onboarding\/return/);
  await expectAccessible(page);
  await page.goto('/customers/no-such-customer');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
});
