import { createCustomer, openList, row, summary } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { expect, test } from './support/test';

test('a click leads to 1Money’s form in the same tab, by one link that is used at once', async ({
  page,
  context,
  emulator,
}) => {
  const customer = await createCustomer(page);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  const form = new HostedForm(page);
  await form.expectStep('Company');
  await form.expectNoToken();
  expect(context.pages()).toHaveLength(1);
  const links = await emulator.links((await emulator.requireByEmail(customer.email)).id);
  expect(links).toHaveLength(1);
  expect(links[0]?.exchangedAt).not.toBeNull();
});

test('a click is answered with a redirect of the browser’s own, and no script can ask for it', async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  const url = page.url();
  const actionId = await summary(page).locator('input[name^="$ACTION_ID_"]').getAttribute('name');
  const byScript = await page.evaluate(
    async ({ actionId, customerId }) => {
      const form = new FormData();
      form.set('1_customerId', customerId);
      form.set('0', '["$K1"]');
      const answer = await fetch(location.href, { method: 'POST', headers: { 'Next-Action': actionId }, body: form });
      return JSON.stringify([...answer.headers]) + (await answer.text());
    },
    { actionId: String(actionId).replace('$ACTION_ID_', ''), customerId: new URL(url).pathname.split('/').pop() ?? '' },
  );
  expect(byScript).toContain('x-action-redirect');
  expect(byScript).not.toContain('grant=');
  expect(await emulator.links(id)).toHaveLength(0);

  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url() === url);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  const answer = await answered;
  expect(answer.status()).toBe(303);
  expect((await answer.allHeaders()).location).toMatch(/\/onboarding\?grant=/);
  expect((await answer.allHeaders())['cache-control']).toContain('no-store');
  await new HostedForm(page).expectStep('Company');
});

test('the list offers the same button, and Resume once a link was used', { tag: '@long' }, async ({ page }) => {
  const customer = await createCustomer(page);
  await openList(page, customer);
  await row(page, customer).getByRole('button', { name: 'Start onboarding' }).click();
  await new HostedForm(page).expectStep('Company');
  await openList(page, customer);
  await expect(row(page, customer).getByRole('button', { name: 'Resume onboarding' })).toBeEnabled();
});

test('a double click creates one link', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).dblclick();
  await new HostedForm(page).expectStep('Company');
  expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(1);
});

test('when 1Money cannot be reached the person stays on our page and may try again', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.addFault({ fault: 'status:500', method: 'POST', path: `/v1/customers/${id}/onboarding_links` });
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /1Money/ })).toBeVisible();
  await expect(page).toHaveURL(/\/customers\//);
  await summary(page)
    .getByRole('button', { name: /onboarding/ })
    .click();
  await new HostedForm(page).expectStep('Company');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a click leads to the form', async ({ page, emulator }) => {
    const customer = await createCustomer(page);
    await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
    await new HostedForm(page).expectStep('Company');
    expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(1);
  });

  test('a refusal is shown on the page', { tag: '@long' }, async ({ page, emulator }) => {
    const customer = await createCustomer(page);
    const { id } = await emulator.requireByEmail(customer.email);
    await emulator.setStatus(id, 'APPROVED');
    await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
    await expect(page.getByText('No link was created').first()).toBeVisible();
    expect(await emulator.links(id)).toHaveLength(0);
  });
});
