/** Staff see how onboarding goes, and hear of what wants them. */
import { expectAccessible } from './support/accessibility';
import { createCustomer, expectStatus } from './support/customers';
import { statePath } from './support/environment';
import { expect, test } from './support/test';

test('the overview shows a period that its address names, every picture with its figures', async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.submitForm(id);
  await expectStatus(page, 'Waiting for review');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const period = page.getByRole('navigation', { name: 'Period' });
  await expect(period.getByRole('link', { name: '30 days' })).toHaveAttribute('aria-current', 'page');
  await period.getByRole('link', { name: '7 days' }).click();
  await expect(page).toHaveURL(/days=7$/);

  const waiting = page.getByRole('region', { name: 'How long customers have been waiting' });
  await expect(waiting.getByRole('img', { name: /How long customers have been waiting/ })).toBeVisible();
  await waiting.getByText('Figures as a table').click();
  await expect(waiting.getByRole('row').filter({ hasText: 'Waiting for review' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Drift' }).getByText(/that a webhook should have told/)).toBeVisible();
});

test('the overview is accessible, its tables opened too', async ({ page }) => {
  await createCustomer(page);
  await page.goto('/overview?days=7');
  await page
    .getByRole('region', { name: 'How long customers have been waiting' })
    .getByText('Figures as a table')
    .click();
  await expectAccessible(page);
});

test('a viewer without scripts chooses the period; one that cannot be used falls back and says so', {
  tag: '@long',
}, async ({ page: operator, browser, baseURL }) => {
  await createCustomer(operator);
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, storageState: statePath('viewer') });
  const page = await context.newPage();
  await page.goto('/overview?days=90');
  const period = page.getByRole('navigation', { name: 'Period' });
  await expect(period.getByRole('link', { name: '90 days' })).toHaveAttribute('aria-current', 'page');
  await page.getByLabel('From (UTC day)').fill('2026-01-05');
  await page.getByLabel('To (UTC day)').fill('2026-01-11');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('5 Jan 2026 to 11 Jan 2026, days in UTC')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Time in each status' })).toContainText('No status ended');
  await page.goto('/overview?days=12');
  await expect(page.getByText('This period cannot be shown')).toBeVisible();
  await expect(period.getByRole('link', { name: '30 days' })).toHaveAttribute('aria-current', 'page');
  await context.close();
});

test('what wants staff is told to each of them until they have read it', async ({ page, emulator, openAs }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.setStatus(id, 'PENDING_RESPONSE', {
    company_issues: { company_name: customer.company, reject_reason: 'Unreadable', description: 'Send it again.' },
  });
  await expectStatus(page, 'Response needed');

  await page.getByRole('link', { name: /^Notices, \d+\+? unread$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notices' })).toBeVisible();
  const notice = page
    .getByRole('region', { name: 'Needs you' })
    .getByRole('listitem')
    .filter({ hasText: customer.company });
  await expect(notice).toContainText('1Money needs something from the customer');
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Mark as read' }).click();
  await expect(notice).toBeHidden();

  const admin = await openAs('admin');
  await admin.goto('/notices');
  await expect(admin.getByRole('listitem').filter({ hasText: customer.company })).toContainText('Unread');
  await page.getByRole('navigation', { name: 'Notices by state' }).getByRole('link', { name: 'All' }).click();
  await expect(notice).toBeVisible();
  await expect(notice).not.toContainText('Unread');

  const daily = page.getByRole('region', { name: 'Daily mail' });
  await daily.getByRole('button', { name: 'Switch the daily mail on' }).click();
  await expect(daily).toContainText('The daily mail is on.');
  await daily.getByRole('button', { name: 'Switch the daily mail off' }).click();
  await expect(daily.getByRole('button', { name: 'Switch the daily mail on' })).toBeVisible();
});
