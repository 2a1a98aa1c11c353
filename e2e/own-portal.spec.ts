/**
 * What would disturb other tests: time that has passed, a mail server that misbehaves, and the branding that every
 * customer sees. One after the other, on a portal of their own.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import type { OwnPortal } from '../testing/own-portal';
import { expectAccessible } from './support/accessibility';
import { createCustomer, newCustomer, openList, reloadUntil, row } from './support/customers';
import { credentialsOf, type Role } from './support/environment';
import { HostedForm } from './support/hosted-form';
import { createInvited, type Invited, ISSUES, linkOf, mailedLink } from './support/invites';
import { expect, test } from './support/own-portal';
import { codeOf } from './support/totp';

test.describe.configure({ mode: 'default' });

const state = (page: Page, words: string) => page.getByRole('listitem').getByText(words, { exact: true }).first();

/** As if an invite had been made days ago. */
const aged = ({ customer }: Invited, days: number) =>
  `update invites set created_at = created_at - interval '${days} days', expires_at = expires_at - interval '${days} days',
    last_reminded_at = last_reminded_at - interval '${days} days' where email = '${customer.email}'`;
/** The hourly job, now. */
const REMIND = "insert into pgboss.job (name) values ('remind')";

async function reminders(portal: OwnPortal, { customer }: Invited): Promise<readonly string[]> {
  const mails = await portal.emulator.mails(customer.email);
  return mails.filter(({ subject }) => subject.startsWith('Reminder')).map(({ text }) => text);
}

async function expectReminders(portal: OwnPortal, invited: Invited, count: number): Promise<void> {
  const found = () => reminders(portal, invited).then(({ length }) => length);
  await expect.poll(found).toBe(count);
}

/** One green point. */
const LOGO = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const ACCENT = '#0f766e';
const ACCENT_RGB = 'rgb(15, 118, 110)';

const backgroundOf = (control: Locator) => control.evaluate((element) => getComputedStyle(element).backgroundColor);

test('a mail that is refused is told with the mail server’s own words, and the link can be copied', {
  tag: '@long',
}, async ({ portal, openStaff, openVisitor }) => {
  const { emulator } = portal;
  const staff = await openStaff('operator');
  const customer = newCustomer();
  await emulator.setMailBehaviour({ bounce: [customer.email] });
  const { link } = await createInvited(staff, emulator, { customer });
  await reloadUntil(staff, () => expect(state(staff, 'Not delivered')).toBeVisible({ timeout: 1_000 }));
  await expect(staff.getByRole('listitem').getByText(/550 No such mailbox, by order/)).toBeVisible();
  expect(await emulator.mails(customer.email)).toEqual([]);
  await openList(staff, customer);
  await expect(row(staff, customer).getByText('Invite not delivered')).toBeVisible();

  const visitor = await openVisitor();
  await visitor.goto(link);
  await expect(visitor.getByRole('button', { name: 'Continue to the form' })).toBeVisible();

  await emulator.setMailBehaviour({});
  await staff.goBack();
  await staff.getByRole('button', { name: 'Send again' }).click();
  expect(await mailedLink(emulator, customer.email)).toBe(link);
});

test('days later: an expired invite is renewed by a mail, reminders come and can be stopped, news still come', {
  tag: '@long',
}, async ({ portal, openStaff, openVisitor }) => {
  const { emulator } = portal;
  const staff = await openStaff('operator');
  const expired = await createInvited(staff, emulator);
  const reminded = await createInvited(staff, emulator);
  const stopped = await createInvited(staff, emulator);
  for (const { customer } of [expired, reminded, stopped]) await mailedLink(emulator, customer.email);
  await portal.changeRows(aged(expired, 15), aged(reminded, 3), aged(stopped, 3), REMIND);

  await test.step('the expired link offers a new mail, which goes to the address on file', async () => {
    await staff.goto(expired.staffUrl);
    await expect(state(staff, 'Expired')).toBeVisible();
    const visitor = await openVisitor();
    await visitor.goto(expired.link);
    await expect(visitor.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await visitor.getByRole('button', { name: 'E-mail me a new link' }).click();
    const next = await mailedLink(emulator, expired.customer.email, 2);
    expect(next).not.toBe(expired.link);
    await staff.reload();
    expect(await linkOf(staff, expired.customer)).toBe(next);
    await visitor.goto(expired.link);
    await expect(visitor.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await visitor.goto(next);
    await visitor.getByRole('button', { name: 'Continue to the form' }).click();
    await new HostedForm(visitor).expectStep('Company');
    expect(await emulator.links(expired.id)).toHaveLength(1);
  });

  await test.step('on the third day a reminder comes with the same living link, and a way to stop more', async () => {
    await expectReminders(portal, reminded, 1);
    await expectReminders(portal, stopped, 1);
    const [text = ''] = await reminders(portal, stopped);
    expect(text).toContain(`${stopped.link}\n`);
    const visitor = await openVisitor();
    await visitor.goto(/https?:\/\/\S+\/reminders/.exec(text)?.[0] ?? '');
    await visitor.getByRole('button', { name: 'Stop reminders' }).click();
    await expect(visitor.getByText('You will get no more reminders')).toBeVisible();
    await visitor.goto(stopped.link);
    await expect(visitor.getByRole('button', { name: 'Continue to the form' })).toBeVisible();
  });

  await test.step('on the seventh day only who did not stop them is reminded, and news reach both', async () => {
    await portal.changeRows(aged(reminded, 4), aged(stopped, 4), REMIND);
    await expectReminders(portal, reminded, 2);
    await expectReminders(portal, stopped, 1);
    for (const { id, customer } of [reminded, stopped]) {
      await emulator.submitForm(id);
      await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
      const news = async () => (await emulator.mails(customer.email)).map(({ subject }) => subject);
      await expect.poll(news).toContain(`Action required: ${customer.company}`);
    }
    expect(await reminders(portal, reminded)).toHaveLength(2);
  });
});

test('an admin brands the pages and mails of customers, with a preview and a check of the contrast', {
  tag: '@long',
}, async ({ portal, openStaff, openVisitor }) => {
  const admin = await openStaff('admin');
  await admin.goto('/settings');
  const branding = admin.getByRole('region', { name: 'Branding' });
  const preview = branding.getByRole('figure', { name: 'Preview of an invite’s page' });
  const answer = branding.getByRole('status');

  await test.step('the preview follows what is typed, and tells the contrast', async () => {
    await branding.getByLabel('Name').fill('Northwind <b>Pay</b>');
    await expect(preview.getByText('Northwind <b>Pay</b> asks')).toBeVisible();
    await branding.getByLabel('Support address').fill('help@northwind.example');
    await expect(preview.getByText('Questions? help@northwind.example')).toBeVisible();
    await branding.getByLabel('Accent colour').fill('#ffee88');
    await expect(branding.getByLabel('Accent colour')).toHaveAccessibleDescription(/Contrast 1\.\d; at least 4\.5/);
    await expectAccessible(admin);
  });

  await test.step('an accent on which white cannot be read is refused, and nothing typed is lost', async () => {
    await branding.getByRole('button', { name: 'Save' }).click();
    await expect(branding.getByLabel('Accent colour')).toHaveAttribute('aria-invalid', 'true');
    await expect(branding.getByLabel('Support address')).toHaveValue('help@northwind.example');
    await expectAccessible(admin);
  });

  await test.step('a picture that is none is refused', async () => {
    await branding.getByLabel('Accent colour').fill(ACCENT);
    await branding.getByLabel('Logo').setInputFiles({ ...LOGO, buffer: Buffer.from('<svg onload="alert(1)">') });
    await branding.getByRole('button', { name: 'Save' }).click();
    await expect(branding.getByLabel('Logo')).toHaveAttribute('aria-invalid', 'true');
  });

  await test.step('saved, with logo and links', async () => {
    await branding.getByLabel('Privacy notice').fill('https://northwind.example/privacy');
    await branding.getByLabel('Terms').fill('https://northwind.example/terms');
    await branding.getByLabel('Logo').setInputFiles(LOGO);
    await branding.getByRole('button', { name: 'Save' }).click();
    await expect(answer).toHaveText(/\w/);
    await expect(branding.getByLabel('Remove the present logo')).toBeVisible();
    await admin.goto('/activity');
    await expect(admin.getByRole('row', { name: /Settings changed/ }).first()).toBeVisible();
  });

  await test.step('customers meet it on the page and in the mail', async () => {
    const { customer, link } = await createInvited(admin, portal.emulator);
    const visitor = await openVisitor();
    await visitor.goto(link);
    await expect(visitor.getByText('Northwind <b>Pay</b> asks')).toBeVisible();
    await expect(visitor.getByRole('banner').locator('img')).toBeVisible();
    expect(await backgroundOf(visitor.getByRole('button', { name: 'Continue to the form' }))).toBe(ACCENT_RGB);
    const footer = visitor.getByRole('contentinfo');
    await expect(footer.getByRole('link', { name: 'help@northwind.example' })).toBeVisible();
    await expect(footer.getByRole('link', { name: 'Privacy' })).toHaveAttribute('href', /northwind\.example\/privacy/);
    await expect(footer.getByRole('link', { name: 'Terms' })).toHaveAttribute('href', /northwind\.example\/terms/);
    await expectAccessible(visitor);
    const mail = async () => (await portal.emulator.mails(customer.email))[0];
    await expect.poll(async () => (await mail())?.subject).toContain('Northwind <b>Pay</b>');
    const { html, headers } = (await mail()) ?? {};
    expect(html).toContain(`background:${ACCENT}`);
    expect(html).toContain('Northwind &lt;b&gt;Pay&lt;/b&gt;');
    expect(headers?.['reply-to']).toContain('help@northwind.example');
  });

  await test.step('for everyone else there are no settings', async () => {
    const operator = await openStaff('operator');
    const found = await operator.request.get('/settings');
    expect(found.status()).toBe(404);
  });
});

test('a sensitive act asks again who one is after ten minutes, and nothing typed is lost', { tag: '@long' }, async ({
  browser,
  portal,
  openStaff,
}) => {
  const admin = await openStaff('admin');
  const email = `${randomUUID()}@staff.example`;
  await admin.goto('/team');
  await portal.changeRows("update sessions set reauthenticated_at = reauthenticated_at - interval '11 minutes'");
  await admin.getByLabel('E-mail').fill(email);
  await admin.getByLabel('Role', { exact: true }).selectOption('admin');
  await admin.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(admin.getByRole('main').getByRole('alert')).toContainText(
    'It is more than ten minutes since you showed who you are',
  );

  const operator = admin.getByRole('row').filter({ hasText: 'operator@demo.example' });
  await operator.getByLabel(/^Role of/).selectOption('viewer');
  await operator.getByRole('button', { name: /^Change/ }).click();
  await expect(operator.getByRole('alert')).toContainText('press again');
  await expect(operator.getByLabel(/^Role of/)).toHaveValue('viewer');

  const opening = admin.waitForEvent('popup');
  await admin.getByRole('link', { name: 'Confirm that it is you' }).first().click();
  const asked = await opening;
  await expectAccessible(asked);
  await asked.getByLabel('Password').fill('wrong');
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await expect(asked.getByText('That is not your password')).toBeVisible();
  await asked.getByLabel('Password').fill(credentialsOf('admin')?.password ?? '');
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await expect(asked.getByRole('heading', { name: 'It is you', exact: true })).toBeVisible();
  await asked.close();

  await expect(admin.getByLabel('E-mail')).toHaveValue(email);
  await expect(admin.getByLabel('Role', { exact: true })).toHaveValue('admin');
  await admin.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(admin.getByRole('row').filter({ hasText: email })).toContainText('Invited');

  await test.step('a file with personal data leads there and is downloaded afterwards', async () => {
    const viewer = await openStaff('viewer');
    await portal.changeRows("update sessions set reauthenticated_at = reauthenticated_at - interval '11 minutes'");
    for (const path of [
      '/customers/export',
      `/customers/import/${randomUUID()}/results?rows=all`,
      '/customers/x/data',
    ]) {
      const asked = await admin.request.get(path, { maxRedirects: 0 });
      expect(asked.headers().location, path).toBe(`/confirm-it-is-you?next=${encodeURIComponent(path)}`);
    }
    await admin.goto('/activity?outcome=ok');
    await confirmAndDownload(admin, 'admin');
    await expectAccessible(admin);
    // Opened again, or by a link from elsewhere, the page offers the file and does not take it.
    await admin.reload();
    await expect(admin.getByRole('link', { name: 'Download file' })).toBeVisible();
    await expect(admin.getByText('Your download is starting')).toHaveCount(0);
    await admin.getByRole('link', { name: 'Go back' }).click();
    await expect(admin).toHaveURL(/\/activity\?outcome=ok$/);

    const storageState = await viewer.context().storageState();
    const withoutScripts = await browser.newContext({ baseURL: portal.url, storageState, javaScriptEnabled: false });
    const plain = await withoutScripts.newPage();
    await plain.goto('/activity');
    await confirmAndDownload(plain, 'viewer');
    await withoutScripts.close();
  });
});

async function confirmAndDownload(page: Page, role: Role): Promise<void> {
  await page.getByRole('link', { name: 'Export CSV' }).click();
  await page.getByLabel('Password').fill(credentialsOf(role)?.password ?? '');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/);
}

test('a file of those selected leads there and back too, with them in it and no one else', { tag: '@long' }, async ({
  portal,
  openStaff,
}) => {
  const operator = await openStaff('operator');
  const { email } = await createCustomer(operator);
  await createCustomer(operator);
  await operator.goto('/customers');
  await operator.getByRole('row').filter({ hasText: email }).getByRole('checkbox').check();
  await portal.changeRows("update sessions set reauthenticated_at = reauthenticated_at - interval '11 minutes'");
  await operator.getByRole('form', { name: 'Selected customers' }).getByRole('button', { name: 'Export' }).click();
  await operator.getByLabel('Password').fill(credentialsOf('operator')?.password ?? '');
  const downloading = operator.waitForEvent('download');
  await operator.getByRole('button', { name: 'Confirm' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(email);
});

test('anyone who must have a second factor and has none can do nothing before there is one', { tag: '@long' }, async ({
  portal,
  openStaff,
}) => {
  const viewer = await openStaff('viewer');
  // A page that is open asks by itself, and a browser tells each refusal as an error.
  await viewer.goto('about:blank');
  await portal.changeRows(
    `insert into settings (name, value, changed_at, changed_by)
      values ('second_factor', '{"roles": ["viewer"]}', now(), 'a test')`,
  );
  expect((await viewer.request.get('/api/customers')).status()).toBe(401);
  await viewer.goto('/activity');
  await expect(viewer.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
  await viewer.getByRole('button', { name: 'Add an authenticator app' }).click();
  const secret = (await viewer.locator('code').textContent()) ?? '';
  await expectAccessible(viewer);
  await viewer.getByLabel('Code that the app shows').fill(codeOf(secret, 0));
  await viewer.getByRole('button', { name: 'Add the app' }).click();
  await expect(viewer.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await viewer.getByRole('link', { name: 'Go on' }).click();
  await expect(viewer.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await portal.changeRows("delete from settings where name = 'second_factor'", 'delete from totp_factors');
});
