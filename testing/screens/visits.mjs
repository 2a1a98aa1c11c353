// @ts-check
/** Every page and state, reached as people reach them, one after the other on one portal. */
import { randomUUID } from 'node:crypto';
import { control, ISSUES, mailed, openPage, STATUSES, signIn, until } from './fixtures.mjs';
import { selfServe } from './self-serve.mjs';

/** @typedef {import('playwright').Page} Page */
/** @typedef {import('./fixtures.mjs').Fixtures} Fixtures */

const EXAMPLES = 24;
/** @param {Fixtures} world */
export async function visitAll(fixtures) {
  const admin = await openPage(fixtures);
  await signedOut(fixtures);
  await signIn(fixtures, admin, 'admin');
  await emptyPortal(fixtures, admin);
  await fillPortal(fixtures, admin);
  const invited = await oneCustomer(fixtures, admin);
  await list(fixtures, admin);
  await statuses(fixtures, admin, invited);
  await imports(fixtures, admin);
  await bulk(fixtures, admin);
  await rest(fixtures, admin);
  await selfServe(fixtures, invited);
  await viewer(fixtures);
  await upstreamDown(fixtures, admin);
}

/** @param {Fixtures} world */
async function signedOut(fixtures) {
  const page = await openPage(fixtures);
  await page.goto('/sign-in');
  await fixtures.take(page, 'sign-in', 'Sign in');
  await page.getByLabel('E-mail').fill('nobody@unknown.example');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
  await fixtures.take(page, 'sign-in-refused', 'Sign in, refused');
  await page.goto('/sign-in/forgot');
  await fixtures.take(page, 'sign-in-forgot', 'Sign in, password forgotten');
  await page.context().close();
}

/** @param {Fixtures} world @param {Page} page */
async function emptyPortal({ take }, page) {
  for (const [name, title, address] of [
    ['customers-empty', 'Customers, none yet', '/customers'],
    ['overview-empty', 'Overview, nothing yet', '/overview'],
    ['notices-empty', 'Notices, none', '/notices'],
    ['import', 'Import, first step', '/customers/import'],
    ['customer-new', 'New customer', '/customers/new'],
    ['bulk-none', 'Acts on many customers, none yet', '/customers/bulk'],
  ]) {
    await page.goto(address);
    await take(page, name, title);
  }
  await page.goto('/customers/new');
  await page.getByLabel('First name').fill('<b>');
  await page.getByLabel('Last name').fill('Test');
  await page.getByLabel('E-mail').fill('x@y');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.locator('[aria-invalid=true]').first().waitFor();
  await take(page, 'customer-new-refused', 'New customer, refused');
}

/** @param {Fixtures} world @param {Page} page */
async function fillPortal(fixtures, page) {
  await control(fixtures, 'POST', '/seed', { customers: EXAMPLES });
  await until(async () => {
    await page.goto('/customers?tab=all');
    return (await page.locator('tbody tr').count()) >= EXAMPLES ? true : null;
  });
  // As if it had gone on for weeks, so that times in a status, charts and the overdue show something.
  await fixtures.changeRows(
    `update customers set created_at = created_at - (abs(hashtext(id)) % 40) * interval '1 day',
      status_since = status_since - (abs(hashtext(id || 's')) % 21) * interval '9 hours'`,
  );
}

/** @param {Fixtures} world @param {Page} page */
async function oneCustomer(fixtures, page) {
  const { take } = fixtures;
  const email = 'robin.example@northwind-lab.example';
  await page.goto('/customers/new');
  await page.getByLabel('First name').fill('Robin');
  await page.getByLabel('Last name').fill('Example');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Company').fill('Northwind Lab Supplies GmbH');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.waitForURL(/\/customers\/(?!new)[\w-]+$/);
  await page.getByText('Not submitted').first().waitFor();
  await take(page, 'customer-created', 'Customer, just created');
  const access = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Access' }) });
  await access.locator('summary', { hasText: 'Invite' }).click();
  await take(page, 'customer-invite-form', 'Customer, invite form open');
  await access.getByRole('button', { name: 'Send invite' }).click();
  const link = await page.getByLabel(`Invite link of ${email}`).inputValue();
  await mailed(fixtures, email, /https?:\/\/\S+\/i\/[\w-]{43}/);
  await page.getByLabel('New note').fill('Called Robin: the shareholders’ list follows on Friday.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByText('Noted.').waitFor();
  await page.getByRole('button', { name: 'Claim' }).click();
  await page.getByText('It is yours now.').waitFor();
  await page.reload();
  await access.getByText('QR code').click();
  await take(page, 'customer-invited', 'Customer, invited, QR code open');
  const { customers } = await control(fixtures, 'GET', `/customers?search=${encodeURIComponent(email)}`);
  return { email, link, staffUrl: page.url(), id: String(customers[0].id) };
}

/** @param {Fixtures} world @param {Page} page */
async function list({ take }, page) {
  await page.goto('/customers?tab=all');
  await take(page, 'customers', 'Customers');
  for (const [name, title, label] of [
    ['customers-filters', 'Customers, filter menu', 'Filter and sort'],
    ['customers-columns', 'Customers, columns menu', 'Columns'],
    ['customers-views', 'Customers, views menu', 'Views'],
  ]) {
    await page.goto('/customers?tab=all');
    await page.locator('main summary', { hasText: label }).click();
    await take(page, name, title);
  }
  for (const [name, title, address] of [
    ['customers-filtered', 'Customers, with filters', '/customers?tab=needs_customer&invite=none&owner=none'],
    ['customers-no-match', 'Customers, no match', '/customers?search=nobody-is-called-that'],
    ['customers-overdue', 'Customers, overdue', '/customers?tab=overdue'],
    ['saved-view-new', 'Save a view', '/customers/views?tab=in_review&sort=-since'],
  ]) {
    await page.goto(address);
    await take(page, name, title);
  }
  await page.goto('/customers?tab=all');
  for (const row of [0, 2, 3]) await page.locator('tbody').getByRole('checkbox').nth(row).check();
  await take(page, 'customers-selected', 'Customers, some selected');
  await page.goto('/customers?tab=all');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await take(page, 'palette', 'Command palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await take(page, 'keys', 'Keys');
  await page.goto('/customers/no-such-customer');
  await take(page, 'not-found', 'A page that does not exist');
}

/** @param {Fixtures} world @param {Page} page @param {{ id: string, staffUrl: string }} customer */
async function statuses(fixtures, page, { id, staffUrl }) {
  for (const [status, words] of STATUSES) {
    const hasIssues = status === 'PENDING_RESPONSE' || status === 'REJECTED';
    await control(fixtures, 'POST', `/customers/${id}/status`, { status, review_issues: hasIssues ? ISSUES : null });
    const label = words[0]?.toUpperCase() + words.slice(1);
    await until(async () => {
      await page.goto(staffUrl);
      const badge = page.getByRole('region', { name: 'Summary' }).getByText(label, { exact: true });
      return (await badge.count()) > 0 ? true : null;
    });
    await fixtures.take(page, `customer-${words.replaceAll(' ', '-')}`, `Customer, ${words}`);
  }
  await control(fixtures, 'POST', `/customers/${id}/status`, { status: 'PENDING_RESPONSE', review_issues: ISSUES });
}

/** @param {Fixtures} world @param {Page} page */
async function imports({ take }, page) {
  const tag = randomUUID().slice(0, 6);
  const rows = Array.from({ length: 400 }, (_, n) => `Import ${n + 1} Ltd,Ada,Byron,ada${n}@import-${tag}.example`);
  const text = ['Company,First name,Last name,E-mail', ...rows, 'Bolt,,Li,bo@x.example', 'Core,Cy,Nero,no address'];
  await page.goto('/customers/import');
  await page.getByLabel('Or paste rows').fill(text.join('\n'));
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await take(page, 'import-checked', 'Import, checked, with problems');
  await page.getByRole('button', { name: 'Import 400 customers' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  await take(page, 'import-paused', 'Import, paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.locator('header').getByText('Done', { exact: true }).waitFor();
  await page.reload();
  await take(page, 'import-done', 'Import, done, with its results');
  await page.goto('/customers/import');
  await take(page, 'imports', 'Import, with former ones');
}

/** @param {Fixtures} world @param {Page} page */
async function bulk({ take }, page) {
  await page.goto('/customers?tab=all');
  await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
  await page.getByRole('form', { name: 'Selected customers' }).getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('heading', { level: 1, name: 'dry run' }).waitFor();
  await take(page, 'bulk-dry-run', 'Invite many: dry run');
  await page.getByRole('button', { name: /^Invite \d+ customers?$/ }).click();
  await page
    .getByText(/customers? invited/)
    .first()
    .waitFor();
  await page.reload();
  await take(page, 'bulk-results', 'Invite many: results');
  await page.goto('/customers/bulk');
  await take(page, 'bulk', 'Acts on many customers');
}

/** @param {Fixtures} world @param {Page} page */
async function rest(fixtures, page) {
  const { take } = fixtures;
  for (const [name, title, address] of [
    ['overview', 'Overview', '/overview'],
    ['notifications', 'Notices', '/notices'],
    ['activity', 'Activity', '/activity'],
    ['developers', 'Developers', '/developers'],
    ['settings', 'Settings', '/settings'],
    ['settings-rules', 'Settings, rules', '/settings/rules'],
    ['settings-data', 'Settings, data', '/settings/data'],
    ['settings-security', 'Settings, security', '/settings/security'],
    ['settings-single-sign-on', 'Settings, single sign-on', '/settings/single-sign-on'],
    ['settings-connection', 'Settings, connection', '/settings/connection'],
    ['account', 'Your sign-in', '/account'],
    ['account-sessions', 'My sessions', '/account/sessions'],
    ['confirm', 'Confirm it is you', '/confirm-it-is-you'],
  ]) {
    await page.goto(address);
    await take(page, name, title);
  }
  await page.goto('/team');
  await page.getByLabel('E-mail').fill('grace@staff.example');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'grace@staff.example' }).waitFor();
  await take(page, 'team', 'Team');
  const link = await mailed(fixtures, 'grace@staff.example', /https?:\/\/\S+\/password\/[\w-]{43}/);
  const visitor = await openPage(fixtures);
  await visitor.goto(link);
  await take(visitor, 'password', 'Set a password');
  await visitor.context().close();
}

/** @param {Fixtures} world */
async function viewer(fixtures) {
  const page = await openPage(fixtures);
  await signIn(fixtures, page, 'viewer');
  await fixtures.take(page, 'viewer-customers', 'Viewer: customers');
  await page.locator('tbody').getByRole('link').first().click();
  await page.waitForURL(/\/customers\/[\w-]+$/);
  await fixtures.take(page, 'viewer-customer', 'Viewer: a customer');
  await page.context().close();
}

/** @param {Fixtures} world @param {Page} page */
async function upstreamDown(fixtures, page) {
  await control(fixtures, 'POST', '/faults', { match: {}, fault: 'status:503', times: 1_000 });
  const banner = page.getByText('statuses may be out of date');
  await until(async () => {
    await page.goto('/customers?tab=all');
    return (await banner.count()) > 0 ? true : null;
  });
  await fixtures.take(page, 'customers-stale', 'Customers while 1Money is away');
  await page.locator('tbody').getByRole('link').first().click();
  await page.waitForURL(/\/customers\/[\w-]+$/);
  await fixtures.take(page, 'customer-stale', 'Customer while 1Money is away');
  await page.goto('/developers');
  await fixtures.take(page, 'developers-stale', 'Developers while 1Money is away');
}
