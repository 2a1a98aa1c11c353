/** Open pages receive changes, and show them without getting in the way. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { createCustomer, listOf, newCustomer, openList, row, summary } from './support/customers';
import { openLive } from './support/live';
import { expect, test } from './support/test';

/** Marks the document, which a reload would replace. */
async function markDocument(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', 'yes'));
  return () => expect(page.locator('html')).toHaveAttribute('data-not-reloaded', 'yes');
}

async function hideTab(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

test('an open list shows a change by itself, marks the row, and moves none', async ({ page, emulator }) => {
  const tag = randomUUID().slice(0, 8);
  const first = await createCustomer(page, { ...newCustomer(), company: `First ${tag}` });
  const second = await createCustomer(page, { ...newCustomer(), company: `Second ${tag}` });
  await openLive(page, `/customers?search=${tag}`);
  const expectNoReload = await markDocument(page);
  const rows = page.locator('tbody').getByRole('link');
  await expect(rows).toHaveText([second.company, first.company]);

  await emulator.setStatus((await emulator.requireByEmail(first.email)).id, 'UNDER_REVIEW');
  await expect(row(page, first)).toContainText('Under review');
  await expect(row(page, first).getByText('Updated')).toBeVisible();
  await expect(row(page, first).getByRole('cell', { name: 'under 1 min', exact: true })).toBeVisible();
  await expect(row(page, second).getByText('Updated')).toHaveCount(0);
  await expect(rows).toHaveText([second.company, first.company]);
  await expect(page.getByRole('status').filter({ hasText: `${first.company} updated: Under review.` })).toHaveCount(1);
  await expectNoReload();
});

test('an open customer follows its status, and says so once', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await openLive(page, page.url());
  await expect(page).toHaveTitle(`${customer.company} · Partner portal`);
  const expectNoReload = await markDocument(page);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expect(summary(page).getByText('Under review', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'The status has changed: Under review.' })).toHaveCount(1);
  // An open list may have made the portal learn this change first, but not each that follows.
  const changes = ['ESCALATED', 'UNDER_REVIEW', 'ESCALATED'];
  await expect(async () => {
    const byWebhook = page.getByRole('region', { name: 'Timeline' }).getByText('by webhook').first();
    const next = (await byWebhook.isVisible()) ? undefined : changes.pop();
    if (next) await emulator.setStatus(id, next);
    await expect(byWebhook).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expectNoReload();
});

test('the title of a tab that no one looks at counts news until someone does', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await openLive(page, listOf(customer));
  await expect(page).toHaveTitle(/^Customers/);
  await hideTab(page, true);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expect(page).toHaveTitle(/^\(1\) Customers/);
  await hideTab(page, false);
  await expect(page).toHaveTitle(/^Customers/);
});

test('all tabs of a browser share one stream, and another takes over when its tab is closed', { tag: '@long' }, async ({
  page,
  context,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await openLive(page, listOf(customer));
  const streams: string[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) streams.push(request.url());
  });
  const second = await context.newPage();
  const isFirstLook = second.waitForResponse(/\/api\/customers\?/);
  await openList(second, customer);
  await isFirstLook;
  expect(streams).toHaveLength(0);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expect(row(second, customer)).toContainText('Under review');

  const takesOver = second.waitForResponse(/\/api\/events$/);
  await page.close();
  await takesOver;
  await emulator.setStatus(id, 'APPROVED');
  await expect(row(second, customer)).toContainText('Approved');
});

test('without the stream the list asks by itself', { tag: '@long' }, async ({ page, emulator, consoleErrors }) => {
  consoleErrors.allow(/\/api\/events/);
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await page.route('**/api/events', (route) => route.abort());
  await openList(page, customer);
  await expect(row(page, customer)).toContainText('Not submitted');
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expect(row(page, customer)).toContainText('Under review');
  await expect(row(page, customer).getByText('Updated')).toBeVisible();
});

test('an open customer says so when its session has ended', { tag: '@long' }, async ({ page, consoleErrors }) => {
  consoleErrors.allow(/401|\/api\/events/);
  await page.route('**/api/events', (route) => route.abort());
  await createCustomer(page);
  await page.context().clearCookies();
  await expect(summary(page).getByText('You are signed out')).toBeVisible();
});
