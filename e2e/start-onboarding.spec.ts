import type { Page } from 'playwright/test';
import { createCustomer, expectStatus, openList, row, summary } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { expect, test } from './support/test';

test('a press leads to 1Money’s form in the same tab, by one link that is used at once', async ({
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

test('a press is answered with a redirect of the browser’s own, and no script can ask for it', async ({
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

test('the list offers the same button, and Resume once a link was used', async ({ page }) => {
  const customer = await createCustomer(page);
  await openList(page, customer);
  await row(page, customer).getByRole('button', { name: 'Start onboarding' }).click();
  await new HostedForm(page).expectStep('Company');
  await openList(page, customer);
  await expect(row(page, customer).getByRole('button', { name: 'Resume onboarding' })).toBeEnabled();
});

test('looking at pages never creates a link', async ({ page, request, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  const url = page.url();
  const looks: Record<string, string>[] = [{}, { 'Next-Router-Prefetch': '1' }, { RSC: '1' }, { Purpose: 'prefetch' }];
  for (const headers of looks) {
    await request.get(url, { headers });
    await request.head(url, { headers });
  }
  await page.goto(url);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).hover();
  await openList(page, customer);
  await page.getByRole('button', { name: 'Start onboarding' }).first().focus();
  expect(await emulator.links(id)).toHaveLength(0);
});

test('a double click creates one link', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).dblclick();
  await new HostedForm(page).expectStep('Company');
  expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(1);
});

test('two people pressing at once get one link, and the slower one a sentence', async ({ page, openAs, emulator }) => {
  const customer = await createCustomer(page);
  const other = await openAs('admin');
  await other.goto(page.url());
  const presses = [page, other].map((each) => summary(each).getByRole('button', { name: 'Start onboarding' }).click());
  await Promise.all(presses);
  await expect(async () => {
    const outcomes = await Promise.all([page, other].map(outcomeOf));
    expect(outcomes.sort()).toEqual(['form', 'sentence']);
  }).toPass();
  expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(1);
});

async function outcomeOf(page: Page): Promise<string> {
  if (/\/onboarding\/company/.test(page.url())) return 'form';
  return (await page.getByText('The form is being opened already').count()) > 0 ? 'sentence' : 'waiting';
}

test('when the status has changed meanwhile there is no link, but the new status and why', async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  // The page hears nothing of the change: nobody answers what its scripts ask.
  await page.route('**/api/**', () => undefined);
  await page.reload();
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'No link was created' })).toContainText('Under review');
  await expect(summary(page).getByText('Under review', { exact: true })).toBeVisible();
  expect(await emulator.links(id)).toHaveLength(0);
});

const CLOSED = [
  ['PENDING_REVIEW', 'Waiting for review', 'the form is closed meanwhile'],
  ['UNDER_REVIEW', 'Under review', 'the form is closed meanwhile'],
  ['ESCALATED', 'Escalated', 'the form is closed meanwhile'],
  ['PENDING_APPROVAL', 'Waiting for approval', 'the form is closed meanwhile'],
  ['PROVISIONING', 'Setting up', 'preparing the accounts'],
  ['APPROVED', 'Approved', 'nothing left to fill in'],
  ['SOMETHING_NEW', 'Unknown status', 'does not know'],
] as const;

test('in every closed status the button is off and says why, in the list and on the page', async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  const url = page.url();
  for (const [status, label, reason] of CLOSED)
    await test.step(status, async () => {
      await emulator.setStatus(id, status);
      await page.goto(url);
      await expectStatus(page, label);
      const button = summary(page).getByRole('button', { name: 'onboarding' });
      await expect(button).toBeDisabled();
      await expect(button).toHaveAccessibleDescription(new RegExp(reason));
      await expect(summary(page).getByText(new RegExp(reason))).toBeVisible();
      await openList(page, customer);
      await expect(row(page, customer).getByRole('button', { name: 'onboarding' })).toBeDisabled();
      await expect(row(page, customer)).toContainText(reason);
    });
  expect(await emulator.links(id)).toHaveLength(0);
});

for (const [status, label] of [
  ['PENDING_RESPONSE', 'Response needed'],
  ['REJECTED', 'Rejected'],
] as const)
  test(`in ${status} onboarding can be resumed`, async ({ page, emulator }) => {
    const customer = await createCustomer(page);
    const { id } = await emulator.requireByEmail(customer.email);
    await emulator.setStatus(id, status);
    await expectStatus(page, label);
    await summary(page).getByRole('button', { name: 'Resume onboarding' }).click();
    await new HostedForm(page).expectStep('Company');
    expect(await emulator.links(id)).toHaveLength(1);
  });

test('when 1Money cannot be reached the person stays on our page and may try again', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.addFault('status:500', { method: 'POST', path: `/v1/customers/${id}/onboarding_links` });
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

  test('a press leads to the form', async ({ page, emulator }) => {
    const customer = await createCustomer(page);
    await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
    await new HostedForm(page).expectStep('Company');
    expect(await emulator.links((await emulator.requireByEmail(customer.email)).id)).toHaveLength(1);
  });

  test('a refusal is shown on the page', async ({ page, emulator }) => {
    const customer = await createCustomer(page);
    const { id } = await emulator.requireByEmail(customer.email);
    await emulator.setStatus(id, 'APPROVED');
    await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
    await expect(page.getByText('No link was created').first()).toBeVisible();
    expect(await emulator.links(id)).toHaveLength(0);
  });
});
