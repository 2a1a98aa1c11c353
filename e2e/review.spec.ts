import { createCustomer, expectStatus, openList, reloadUntil, row, summary } from './support/customers';
import { expect, test } from './support/test';

const ISSUES = {
  company_issues: {
    company_name: 'Company as registered',
    reject_reason: 'Document unreadable',
    description: 'The certificate of incorporation cannot be read. <script>alert(1)</script>',
  },
};

test('a correction is asked for, shown with its flagged items, resumed, and approved at last', async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const customerUrl = page.url();
  const { id } = await emulator.requireByEmail(customer.email);

  await test.step('the customer submits', async () => {
    await emulator.submitForm(id);
    await expectStatus(page, 'Waiting for review');
  });

  await test.step('the reviewer asks for a correction', async () => {
    await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
    await expectStatus(page, 'Response needed');
    await expect(page.getByRole('heading', { name: 'What 1Money asks for' })).toBeVisible();
    await expect(page.getByText('Document unreadable').first()).toBeVisible();
    // 1Money's words are shown as text, whatever they hold.
    await expect(page.getByText('<script>alert(1)</script>').first()).toBeVisible();
    await openList(page, customer);
    await reloadUntil(page, () => expect(row(page, customer)).toContainText('1 item to fix', { timeout: 1_000 }));
  });

  await test.step('the customer corrects and sends again', async () => {
    await page.goto(customerUrl);
    await summary(page).getByRole('button', { name: 'Resume onboarding' }).click();
    await expect(page).toHaveURL(/\/onboarding\/\w+/);
    await expect(page.getByText('Document unreadable').first()).toBeVisible();
    await emulator.submitForm(id);
    await page.goto(customerUrl);
    await expectStatus(page, 'Waiting for review');
  });

  await test.step('approved', async () => {
    await emulator.setStatus(id, 'PROVISIONING', undefined);
    await expectStatus(page, 'Setting up');
    await emulator.setStatus(id, 'APPROVED');
    await expectStatus(page, 'Approved');
    await expect(summary(page).getByRole('button', { name: 'onboarding' })).toBeDisabled();
  });
});
