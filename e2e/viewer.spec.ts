import { createCustomer, fillNewCustomer, newCustomer, openList, row, summary } from './support/customers';
import { readForm, sendForm } from './support/forms';
import { expect, test } from './support/test';

test.use({ role: 'viewer' });

test('a viewer sees list and customer, and every button that changes something is off', async ({ page, openAs }) => {
  const operator = await openAs('operator');
  const customer = await createCustomer(operator);
  await openList(page, customer);
  await expect(row(page, customer)).toContainText('Not submitted');
  await expect(page.getByRole('link', { name: 'New customer' })).toHaveCount(0);
  const inList = row(page, customer).getByRole('button', { name: 'Start onboarding' });
  await expect(inList).toBeDisabled();
  await expect(inList).toHaveAccessibleDescription('Your role may look but not act.');

  await row(page, customer).getByRole('link', { name: customer.company }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
  await expect(summary(page).getByRole('button', { name: 'Start onboarding' })).toBeDisabled();
  await page.goto('/customers/new');
  await expect(page.getByRole('button', { name: 'Create customer' })).toHaveCount(0);
});

test('a viewer who sends an operator’s request to start onboarding is refused', async ({ page, openAs, emulator }) => {
  const operator = await openAs('operator');
  const customer = await createCustomer(operator);
  const form = await readForm(operator, 'Start onboarding');
  const { status, body } = await sendForm(page, operator.url(), form);
  expect(status).toBeLessThan(500);
  expect(body).not.toMatch(/grant=/);
  const { id } = await emulator.requireByEmail(customer.email);
  expect(await emulator.links(id)).toHaveLength(0);
});

test('a viewer who sends an operator’s request to create a customer is refused', async ({ page, openAs, emulator }) => {
  const operator = await openAs('operator');
  await operator.goto('/customers/new');
  const customer = newCustomer();
  await fillNewCustomer(operator, customer);
  const form = await readForm(operator, 'Create customer');
  const { status } = await sendForm(page, operator.url(), form);
  expect(status).toBeLessThan(500);
  expect(await emulator.findByEmail(customer.email)).toHaveLength(0);
});

test('the same requests work for the operator they were made for', async ({ page, openAs, emulator }) => {
  // Otherwise the two refusals above could be refusals of a broken request.
  const operator = await openAs('operator');
  const customer = await createCustomer(operator);
  const form = await readForm(operator, 'Start onboarding');
  await expect(page).not.toHaveURL(/onboarding/);
  const { status, location } = await sendForm(operator, operator.url(), form);
  expect(status).toBe(303);
  expect(location).toMatch(/\/onboarding\?grant=/);
  expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(1);
});

test.describe('nobody signed in', () => {
  test.use({ role: null });

  test('every page and every answer with data asks to sign in', async ({ page, request, openAs }) => {
    const operator = await openAs('operator');
    await createCustomer(operator);
    const path = new URL(operator.url()).pathname;
    for (const secret of ['/customers', '/customers/new', path]) {
      await page.goto(secret);
      await expect(page).toHaveURL(/\/sign-in/);
    }
    for (const api of ['/api/customers', `/api${path}`]) expect((await request.get(api)).status()).toBe(401);
  });

  test('an operator’s request without a session does nothing', async ({ page, openAs, emulator }) => {
    const operator = await openAs('operator');
    const customer = await createCustomer(operator);
    const form = await readForm(operator, 'Start onboarding');
    const { body } = await sendForm(page, operator.url(), form);
    expect(body).not.toMatch(/grant=/);
    expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(0);
  });
});

test('a request made by another site’s page is refused, whatever role it carries', async ({ openAs, emulator }) => {
  const operator = await openAs('operator');
  const customer = await createCustomer(operator);
  const form = await readForm(operator, 'Start onboarding');
  for (const origin of ['https://evil.example', 'null', ''])
    await sendForm(operator, operator.url(), form, { Origin: origin });
  expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(0);
});
