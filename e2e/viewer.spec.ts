import { createCustomer, openList, row, summary } from './support/customers';
import { expect, test } from './support/test';

test.use({ role: 'viewer' });

test('a viewer sees list and customer, and every button that changes something is off', async ({ page, openAs }) => {
  const operator = await openAs('operator');
  const customer = await createCustomer(operator);
  await openList(page, customer);
  await expect(row(page, customer)).toContainText('Not submitted');
  await expect(page.getByRole('link', { name: 'New customer' })).toHaveCount(0);
  await expect(row(page, customer).getByRole('checkbox')).toHaveCount(0);
  const inList = row(page, customer).getByRole('button', { name: 'Start onboarding' });
  await expect(inList).toBeDisabled();
  await expect(inList).toHaveAccessibleDescription('Your role may look but not act.');

  await row(page, customer).getByRole('link', { name: customer.company }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
  await expect(summary(page).getByRole('button', { name: 'Start onboarding' })).toBeDisabled();
  await page.goto('/customers/new');
  await expect(page.getByRole('button', { name: 'Create customer' })).toHaveCount(0);
});
