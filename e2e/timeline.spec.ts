/** A customer's page shows the whole history: who did what, what was learned, how, and how late. */
import { expectAccessible } from './support/accessibility';
import { createCustomer, expectStatus, reloadUntil, summary } from './support/customers';
import { expect, test } from './support/test';

const timeline = (page: import('playwright/test').Page) => page.getByRole('region', { name: 'Timeline' });

const company = (reason: string) => ({
  company_issues: { company_name: 'As registered', reject_reason: reason, description: '' },
});

test('the timeline tells who created the customer and how each status was learned', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expectStatus(page, 'Under review');
  const entries = timeline(page).getByRole('listitem');
  await expect(entries.filter({ hasText: 'Customer created' }).last()).toContainText('by operator@');
  await expect(timeline(page)).toContainText(
    /Under review\s*before: Not submitted · learnt .+ after 1Money changed it/,
  );
  // Opening the page may have shown the status first, and the webhook come a moment later: it changes nothing then.
  await reloadUntil(page, () =>
    expect(timeline(page).getByText('customer.kyb_under_review')).toBeVisible({ timeout: 1_000 }),
  );
  await expect(timeline(page).locator('time').first()).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  await timeline(page).getByRole('link', { name: 'In the activity' }).click();
  await expect(page.getByRole('table', { name: /Activity/ })).toContainText('Customer created');
});

test('what 1Money no longer asks for is struck through and called resolved', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.setStatus(id, 'PENDING_RESPONSE', company('Certificate unreadable'));
  await expectStatus(page, 'Response needed');
  await emulator.setStatus(id, 'REJECTED', company('Address not confirmed'));
  await expectStatus(page, 'Rejected');
  const asked = page.getByRole('region', { name: 'What 1Money asks for' }).getByRole('listitem');
  await expect(asked.filter({ hasText: 'Address not confirmed' })).not.toContainText('Resolved');
  const resolved = asked.filter({ hasText: 'Certificate unreadable' });
  await expect(resolved).toContainText('Resolved');
  await expect(resolved.locator('s')).toHaveText('As registered: Certificate unreadable');
  await expect(timeline(page)).toContainText('As registered: Certificate unreadable (resolved)');
  await expectAccessible(page);
});

test('check now says whether anything has changed', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await summary(page).getByRole('button', { name: 'Check now' }).click();
  await expect(summary(page).getByRole('status').filter({ hasText: 'No change yet.' })).toBeVisible();
  await expect(summary(page)).toContainText('by “check now”');
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await summary(page).getByRole('button', { name: 'Check now' }).click();
  await expect(summary(page).getByText('Under review', { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test.describe('an admin who cannot wait', () => {
  // Checks of other tests are not counted here.
  test.use({ role: 'admin' });

  test('is told when to check again', { tag: '@long' }, async ({ page }) => {
    await createCustomer(page);
    const button = summary(page).getByRole('button', { name: 'Check now' });
    const refusal = summary(page).getByRole('alert').filter({ hasText: 'You can check again in about' });
    for (let checks = 0; checks < 10; checks += 1) {
      const isAnswered = page.waitForResponse((answer) => answer.request().method() === 'POST');
      await button.click();
      await isAnswered;
      // Before hydration the response is a page of its own, and a click on the page before it would be lost.
      await expect(summary(page).getByText(/No change yet\.|You can check again/)).toBeVisible();
      await expect(button).not.toHaveAttribute('aria-disabled');
    }
    await button.click();
    await expect(refusal).toBeVisible();
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('reads the timeline and is offered no check', { tag: '@long' }, async ({ page, openAs }) => {
    const operator = await openAs('operator');
    await createCustomer(operator);
    await page.goto(operator.url());
    await expect(timeline(page)).toContainText('Customer created');
    await expect(page.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the timeline is there in UTC, and check now answers', { tag: '@long' }, async ({ page }) => {
    await createCustomer(page);
    await expect(timeline(page).locator('time').first()).toContainText('UTC');
    await summary(page).getByRole('button', { name: 'Check now' }).click();
    await expect(summary(page).getByText('No change yet.')).toBeVisible();
  });
});
