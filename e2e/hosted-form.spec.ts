import { createCustomer, expectStatus, summary } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { expect, test } from './support/test';

/** Whether 1Money was given some seconds already or not yet. */
const NOT_SUBMITTED = /^(Checking your submission…|You haven’t submitted yet)$/;

test('a form left half-way is resumed with what was typed, submitted, and the return page is honest', async ({
  page,
  emulator,
}) => {
  test.slow();
  const customer = await createCustomer(page);
  const customerUrl = page.url();
  const { id } = await emulator.requireByEmail(customer.email);
  const form = new HostedForm(page);

  await test.step('start, fill the first step, leave on the second', async () => {
    await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
    await form.expectStep('Company');
    await form.fillCompany(`${customer.company} GmbH`);
    await form.continue();
    await form.expectStep('Addresses');
    await page.getByRole('group', { name: 'Registered address' }).getByLabel('City').fill('München');
    await page.getByRole('button', { name: 'Save and leave' }).click();
  });

  await test.step('coming back means only "left the flow"', async () => {
    await expect(page).toHaveURL(/\/onboarding\/return\?state=/);
    await expect(page.getByRole('heading', { level: 1, name: NOT_SUBMITTED })).toBeVisible();
    await expect(page.getByText(/^Checked/)).toBeVisible();
  });

  await test.step('resume: what was typed is still there', async () => {
    await page.goto(customerUrl);
    await summary(page).getByRole('button', { name: 'Resume onboarding' }).click();
    await form.expectStep('Addresses');
    await expect(page.getByRole('group', { name: 'Registered address' }).getByLabel('City')).toHaveValue('München');
    await page.goto(new URL('/onboarding/company', page.url()).href);
    await expect(page.getByLabel('Legal name')).toHaveValue(`${customer.company} GmbH`);
    await form.continue();
  });

  await test.step('finish and submit', async () => {
    await form.finishFromAddresses();
    await expect(page).toHaveURL(/\/onboarding\/return\?state=/);
    await expect(page.getByRole('heading', { level: 1, name: 'Submitted' })).toBeVisible();
    expect(await emulator.requireByEmail(customer.email)).toMatchObject({ status: 'PENDING_REVIEW' });
  });

  await test.step('the portal shows it, and the form is closed', async () => {
    await page.goto(customerUrl);
    await expectStatus(page, 'Waiting for review');
    await expect(summary(page).getByRole('button', { name: 'onboarding' })).toBeDisabled();
    expect(await emulator.links(id)).toHaveLength(2);
  });
});

test('the return page reads the status afresh and believes nothing in its address', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  const form = new HostedForm(page);
  await form.expectStep('Company');
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await expect(page).toHaveURL(/\/onboarding\/return\?state=/);
  const returnUrl = page.url();

  await page.goto(`${returnUrl}&status=APPROVED&kyb_status=APPROVED`);
  await expect(page.getByRole('heading', { level: 1, name: NOT_SUBMITTED })).toBeVisible();
  await emulator.setStatus(id, 'ESCALATED');
  await page.goto(returnUrl);
  await expect(page.getByRole('heading', { level: 1, name: 'Submitted' })).toBeVisible();
  await expect(page.getByText('Your answers are in review.')).toBeVisible();
  await expect(page.getByText(/escalat/i)).toHaveCount(0);
});

test('a return address that was tampered with tells nothing about any customer', async ({ page }) => {
  const customer = await createCustomer(page);
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  await new HostedForm(page).expectStep('Company');
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await expect(page).toHaveURL(/\/onboarding\/return\?state=./);
  const state = new URL(page.url()).searchParams.get('state') ?? '';
  // The first letter of the signature: of the last one, some bits say nothing.
  const at = state.lastIndexOf('.') + 1;
  const flipped = `${state.slice(0, at)}${state[at] === 'A' ? 'B' : 'A'}${state.slice(at + 1)}`;
  for (const broken of [flipped, state.slice(0, -5), '', 'x'.repeat(4000)]) {
    await page.goto(`/onboarding/return?state=${encodeURIComponent(broken)}`);
    await expect(page.getByRole('heading', { level: 1, name: 'This link has expired' })).toBeVisible();
    await expect(page.getByText(customer.company)).toHaveCount(0);
  }
});

test('a link works once: the back button after the form leads to a fresh one', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const customerUrl = page.url();
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  await new HostedForm(page).expectStep('Company');
  await page.goto(customerUrl);
  await expect(summary(page).getByRole('button', { name: 'Resume onboarding' })).toBeEnabled();
  await expect(async () => {
    // A press that is only slow must not be waited for on the page that it has left.
    const again = summary(page).getByRole('button', { name: 'Resume onboarding' });
    if (await again.isVisible()) await again.click({ timeout: 2_000 });
    await expect(page).toHaveURL(/\/onboarding\/company/, { timeout: 3_000 });
  }).toPass();
  const links = await emulator.links((await emulator.requireByEmail(customer.email)).id);
  expect(links.map((link) => link.exchangedAt !== null)).toEqual([true, true]);
});
