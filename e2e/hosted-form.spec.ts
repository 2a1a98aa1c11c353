import { createCustomer, expectStatus, summary } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { expect, test } from './support/test';

/** Whether 1Money was given some seconds already or not yet. */
const NOT_SUBMITTED = /^(Checking your submission…|You haven’t submitted yet)$/;

test('a form left half-way is resumed with what was typed, submitted, and the return page is honest', async ({
  page,
  emulator,
}) => {
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

test('a link works once: the back button after the form leads to a fresh one', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const customerUrl = page.url();
  await summary(page).getByRole('button', { name: 'Start onboarding' }).click();
  await new HostedForm(page).expectStep('Company');
  await page.goto(customerUrl);
  await expect(summary(page).getByRole('button', { name: 'Resume onboarding' })).toBeEnabled();
  await expect(async () => {
    // A slow request must not be awaited on the page that the browser has left.
    const again = summary(page).getByRole('button', { name: 'Resume onboarding' });
    if (await again.isVisible()) await again.click({ timeout: 2_000 });
    await expect(page).toHaveURL(/\/onboarding\/company/, { timeout: 3_000 });
  }).toPass();
  const links = await emulator.links((await emulator.requireByEmail(customer.email)).id);
  expect(links.map((link) => link.exchangedAt !== null)).toEqual([true, true]);
});
