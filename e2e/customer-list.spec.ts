import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createCustomer, newCustomer, openList, row } from './support/customers';
import { createInvited } from './support/invites';
import { expect, test } from './support/test';

/** A menu of the list's tools; the browser keeps one open at a time. */
async function openMenu(page: Page, label: string): Promise<Locator> {
  await page.locator('main summary', { hasText: label }).click();
  return page.locator('details[open]');
}

const tabs = (page: Page) => page.getByRole('navigation', { name: 'Customers by whose turn it is' });
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

test('a row shows business with its id, address, status with its icon, next action, invite, times and owner', async ({
  page,
  emulator,
}) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await openList(page, customer);
  const columns = ['Business', 'KYB status', 'Next action', 'Invite', 'Time in status', 'Last checked', 'Owner'];
  for (const column of columns)
    await expect(page.getByRole('columnheader', { name: column, exact: false }).first(), column).toBeVisible();
  const cells = row(page, customer);
  const texts = [customer.company, customer.email, id, 'Not submitted', 'Customer: fill in the form', 'Not invited'];
  for (const text of texts) await expect(cells).toContainText(text);
  await expect(cells.locator('svg').first()).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await cells.getByRole('button', { name: `Copy the id of ${customer.company}` }).click();
  await expect(cells.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id);
});

test('customers that upstream knows and the portal does not yet appear by themselves', async ({ page, emulator }) => {
  const customer = newCustomer();
  await emulator.createCustomer({
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    company_name: customer.company,
  });
  await expect(async () => {
    await openList(page, customer);
    await expect(row(page, customer)).toContainText('Not submitted', { timeout: 1_000 });
  }).toPass();
});

test('search finds by business, address and id while one types, and stays in the URL', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await page.goto('/customers');
  for (const text of [customer.company.toUpperCase(), customer.email.slice(2, 18), id.slice(3)])
    await test.step(text, async () => {
      await searchBox(page).fill('');
      await searchBox(page).pressSequentially(text, { delay: 5 });
      await expect(page).toHaveURL(new RegExp(`search=${encodeURIComponent(text).replaceAll('%20', '\\+')}`));
      await expect(page.locator('tbody').getByRole('link')).toHaveText([customer.company]);
      await expect(searchBox(page)).toBeFocused();
      await expect(searchBox(page)).toHaveValue(text);
    });
  await page.reload();
  await expect(row(page, customer)).toBeVisible();
});

test('tabs tell whose turn it is, keep what is searched, and follow a change of status', async ({ page, emulator }) => {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await openList(page, customer);
  await tabs(page).getByRole('link', { name: 'In review' }).click();
  await expect(page).toHaveURL(/tab=in_review/);
  await expect(page.getByText('No customer matches')).toBeVisible();
  await page.getByRole('link', { name: 'Look in all tabs' }).click();
  await expect(row(page, customer)).toBeVisible();
  await tabs(page).getByRole('link', { name: 'Needs customer' }).click();
  await expect(page).toHaveURL(/tab=needs_customer/);
  await expect(row(page, customer)).toBeVisible();
  await emulator.setStatus(id, 'PROVISIONING');
  await expect(row(page, customer)).toContainText('No longer on this page of the list');
  await tabs(page).getByRole('link', { name: 'Setting up' }).click();
  await expect(row(page, customer)).toContainText('Setting up');
  for (const label of ['All', 'Needs customer', 'In review', 'Setting up', 'Approved', 'Overdue'])
    await expect(tabs(page).getByRole('link', { name: label })).toHaveText(new RegExp(`^${label}[\\d,]+\\+?$`));
});

test('filters are chips to be taken away, one by one or all at once', async ({ page, emulator }) => {
  const { customer } = await createInvited(page, emulator);
  await openList(page, customer);
  const menu = await openMenu(page, 'Filter and sort');
  await menu.getByLabel('Invite', { exact: true }).selectOption({ label: 'Sent' });
  await menu.getByLabel('Owner', { exact: true }).selectOption({ label: 'Nobody' });
  await menu.getByLabel('Created from').fill('2020-01-01');
  await menu.getByRole('button', { name: 'Apply' }).click();
  await expect(row(page, customer)).toContainText('Invite sent');
  const chips = page.getByRole('list', { name: 'Filters' });
  for (const chip of [customer.email, 'Invite: Sent', 'Owner: nobody', 'Created from 2020-01-01'])
    await expect(chips.getByText(chip)).toBeVisible();
  await chips.getByRole('link', { name: 'Owner: nobody' }).click();
  await expect(page).not.toHaveURL(/owner=/);
  await expect(chips.getByText('Invite: Sent')).toBeVisible();
  await chips.getByRole('link', { name: 'Clear all' }).click();
  await expect(chips).toHaveCount(0);
  await expect(page).toHaveURL(/\/customers\?tab=all/);
  await page.goto(`/customers?search=${encodeURIComponent(customer.email)}&invite=none`);
  await expect(page.getByText('No customer matches')).toBeVisible();
});

test('columns, density and order are chosen, and live in the address', { tag: '@long' }, async ({ page }) => {
  const tag = randomUUID().slice(0, 8);
  const first = await createCustomer(page, { ...newCustomer(), company: `Anton ${tag}` });
  const second = await createCustomer(page, { ...newCustomer(), company: `Berta ${tag}` });
  await page.goto(`/customers?search=${tag}`);
  const rows = page.locator('tbody').getByRole('link');
  await expect(rows).toHaveText([second.company, first.company]);
  const business = page.getByRole('columnheader', { name: 'Business' });
  await business.getByRole('link').click();
  await expect(rows).toHaveText([first.company, second.company]);
  await expect(business).toHaveAttribute('aria-sort', 'ascending');
  await business.getByRole('link').click();
  await expect(rows).toHaveText([second.company, first.company]);
  await expect(page).toHaveURL(/sort=-name/);
  for (const [column, sort] of [
    ['KYB status', 'status'],
    ['Owner', 'owner'],
  ] as const) {
    const head = page.getByRole('columnheader', { name: column });
    await head.getByRole('link').click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await expect(page).toHaveURL(new RegExp(`sort=${sort}`));
  }
  await business.getByRole('link').click();
  await expect(business).toHaveAttribute('aria-sort', 'ascending');
  await business.getByRole('link').click();
  await expect(rows).toHaveText([second.company, first.company]);
  const menu = await openMenu(page, 'Columns');
  await menu.getByLabel('Owner', { exact: true }).uncheck();
  await menu.getByLabel('Created', { exact: true }).check();
  await menu.getByLabel('Compact').check();
  await menu.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('columnheader', { name: 'Created' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Owner' })).toHaveCount(0);
  await expect(rows).toHaveText([second.company, first.company]);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Created' })).toBeVisible();
  await expectAccessible(page);
});

test('a view is saved under a name, shared, opened by others, made a default, and deleted again', async ({
  page,
  openAs,
}) => {
  const name = `View ${randomUUID().slice(0, 8)}`;
  const customer = await createCustomer(page);
  await openList(page, customer);
  await openMenu(page, 'Views');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Save this view' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Share it with all staff').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(row(page, customer)).toBeVisible();

  const viewer = await openAs('viewer');
  await viewer.goto('/customers/views');
  await expect(viewer.getByLabel('Share it with all staff')).toHaveCount(0);
  const shared = viewer.getByRole('listitem').filter({ hasText: name });
  await expect(shared).toContainText('Shared by');
  await expect(shared.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await shared.getByRole('link', { name }).click();
  await expect(row(viewer, customer)).toBeVisible();

  await test.step('the list opens with it once it is someone’s default, and only theirs', async () => {
    await viewer.goto('/customers/views');
    await shared.getByRole('button', { name: 'Make my default' }).click();
    await expect(shared).toContainText('The list opens with it.');
    await viewer.goto('/customers');
    await expect(viewer).toHaveURL(/search=/);
    await expect(row(viewer, customer)).toBeVisible();
    await viewer.goto('/customers/views');
    await shared.getByRole('button', { name: 'No longer my default' }).click();
    await expect(shared).not.toContainText('The list opens with it.');
  });

  await page.goto('/customers/views');
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toHaveCount(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the list, its search, filters and order work as plain forms', { tag: '@long' }, async ({ page, browser }) => {
    const scripted = await browser.newPage({ storageState: await page.context().storageState() });
    const customer = await createCustomer(scripted);
    await scripted.close();
    await page.goto('/customers?tab=all');
    await searchBox(page).fill(customer.email);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(row(page, customer)).toBeVisible();
    const menu = await openMenu(page, 'Filter and sort');
    await menu.getByLabel('Status', { exact: true }).selectOption({ label: 'Approved' });
    await menu.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('No customer matches')).toBeVisible();
    await page.getByRole('link', { name: 'Status: Approved' }).click();
    await expect(row(page, customer)).toBeVisible();
  });
});
