/** A file of customers becomes customers: checked first, corrected on the page, followed to its results. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createCustomer } from './support/customers';
import { expect, test } from './support/test';

const counts = (page: Page) => page.getByRole('list', { name: 'Rows by state' });
const rows = (page: Page) => page.getByRole('region', { name: 'Rows' });

async function paste(page: Page, text: string): Promise<void> {
  await page.goto('/customers/import');
  await page.getByLabel('Or paste rows').fill(text);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page).toHaveURL(/\/customers\/import\/[0-9a-f-]{36}$/);
}

async function expectDone(page: Page): Promise<void> {
  await expect(page.locator('header').getByText('Done', { exact: true })).toBeVisible();
}

async function download(page: Page, link: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  return readFile(await (await started).path(), 'utf8');
}

test('pasted rows with problems are corrected, created, and can be taken away', async ({ page, emulator }) => {
  const known = await createCustomer(page);
  const tag = randomUUID().slice(0, 8);
  const email = (name: string) => `${name}@import-${tag}.example`;
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import customers' })).toBeVisible();
  expect(await download(page, 'Download template')).toMatch(/First name,Last name,E-mail,Company\r\n/);

  const pasted = [
    'Company\tVorname\tSurname\tMail',
    `Acme ${tag}\tAda\tByron\t${email('ada')}`,
    `Bolt ${tag}\t\tLi\t${email('bo')}`,
    `Core ${tag}\tCy\tNero\tno address`,
    `Acme again\tAda\tByron\t${email('ADA')}`,
    `Known\tRobin\tTest\t${known.email}`,
  ];
  await paste(page, pasted.join('\n'));
  await expect(page.getByText('UTF-8, separated by tabs')).toBeVisible();
  await expect(page.getByLabel('First name').first()).toHaveValue('1');
  await expect(counts(page)).toContainText('Problem3');
  await expect(counts(page)).toContainText('Already there1');
  const group = (row: number) => rows(page).getByRole('group', { name: `Row ${row}` });
  await expect(group(3).getByLabel('First name')).toHaveAccessibleDescription('First name is needed.');
  await expect(group(4).getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(group(5).getByLabel('E-mail')).toHaveAccessibleDescription(/Row 2 has the same address/);
  await expectAccessible(page);

  // What is typed goes along when the import starts. As long as it has a problem nothing does, and all of it stays.
  const invites = page.getByLabel('Create the customers and invite each by e-mail');
  // Typed before the script runs, the error stays.
  await expect(async () => {
    await group(3).getByLabel('First name').fill('');
    await group(3).getByLabel('First name').fill('Bo');
    await expect(group(3).getByLabel('First name')).not.toHaveAttribute('aria-invalid', { timeout: 1_000 });
  }).toPass();
  await group(4).getByLabel('E-mail').fill('still no address');
  await invites.check();
  await page.getByRole('button', { name: 'Import 1 customer' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Row 4 still has a problem' })).toBeFocused();
  await expect(counts(page)).toContainText('Ready2');
  await expect(group(3)).toHaveCount(0);
  await expect(group(4).getByLabel('E-mail')).toHaveValue('still no address');
  await expect(group(5)).toBeVisible();
  await expect(invites).toBeChecked();
  expect(await emulator.findByEmail(email('ada'))).toHaveLength(0);

  // Looking at the other rows meanwhile drops nothing either.
  await group(4).getByLabel('E-mail').fill('not yet');
  await page.getByRole('button', { name: 'All rows' }).click();
  await expect(page).toHaveURL(/rows=all/);
  await page.getByRole('button', { name: 'With a problem' }).click();
  await expect(group(4).getByLabel('E-mail')).toHaveValue('not yet');
  await group(4).getByLabel('E-mail').fill(email('cy'));
  await page.getByRole('button', { name: 'Import 2 customers' }).click();
  await expectDone(page);
  await page.reload();
  await expect(page.getByText('5 rows in the file: 3 created, 1 left out, 1 with a problem.')).toBeVisible();
  await expect(counts(page)).toContainText('Created3');
  await expect(page.getByRole('row').filter({ hasText: email('bo') })).toContainText('Invited');
  await expectAccessible(page);
  for (const name of ['ada', 'bo', 'cy']) expect(await emulator.findByEmail(email(name))).toHaveLength(1);
  expect(await emulator.findByEmail(known.email)).toHaveLength(1);

  const results = await download(page, 'Download results');
  expect(results.split('\r\n')[0]).toMatch(
    /Company,Vorname,Surname,Mail,import_result,import_problem,import_customer_id/,
  );
  expect(await download(page, 'Only rows with a problem')).toContain('Row 2 has the same address');
  await page.getByRole('link', { name: `Bolt ${tag}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Bolt ${tag}` })).toBeVisible();

  await paste(page, results);
  await expect(counts(page)).toContainText('Already there4');
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page).toHaveURL(/\/customers\/import$/);
});

test('an import is paused, stays so over a reload, goes on where it stopped, and creates no one twice', {
  tag: '@long',
}, async ({ page, emulator }) => {
  const tag = randomUUID().slice(0, 8);
  const pasted = Array.from({ length: 300 }, (_, n) => `Row ${n},Ada,Byron,ada-${n}@pause-${tag}.example`);
  await paste(page, ['Company,First name,Last name,E-mail', ...pasted].join('\n'));
  await page.getByRole('button', { name: 'Import 300 customers' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await page.reload();
  await expect(page.locator('header').getByText('Paused', { exact: true })).toBeVisible();
  await expect(counts(page)).not.toContainText('Created300');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expectDone(page);
  await page.reload();
  await expect(counts(page)).toContainText('Created300');
  for (const row of [0, 150, 299])
    expect(await emulator.findByEmail(`ada-${row}@pause-${tag}.example`)).toHaveLength(1);
});

test('what cannot be imported is told in place, and nothing that was pasted is lost', async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.allow(/status of (400|422)/);
  const workbook = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(100)]);
  // Clicked before the script runs, the response is a page of its own: then start again.
  await expect(async () => {
    await page.goto('/customers/import');
    await page.getByLabel('Or paste rows').fill('kept');
    await page.getByLabel('CSV file').setInputFiles({ name: 'a.xlsx', mimeType: 'text/csv', buffer: workbook });
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'not both' })).toBeFocused({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByLabel('Or paste rows')).toHaveValue('kept');
  await page.getByLabel('Or paste rows').fill('');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This is a workbook' })).toBeFocused();
  const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
  await page.getByLabel('CSV file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: large });
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'larger than 10 MB' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a file of an old Windows program is read otherwise, corrected and imported', { tag: '@long' }, async ({
    page,
    emulator,
  }) => {
    const tag = randomUUID().slice(0, 8);
    const email = `zoe@import-${tag}.example`;
    const other = `ada@import-${tag}.example`;
    const rows = [`Zo\xeb;M\xfcller;${email};"S\xf6hne; ${tag}"`, `;Byron;${other};`];
    const text = `Vorname;Nachname;E-Mail;Firma\r\n${rows.join('\n')}\n`;
    await page.goto('/customers/import');
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'alt.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'alt.csv' })).toBeVisible();
    await expect(page.getByText('Windows-1252, separated by semicolons')).toBeVisible();
    const first = page.getByRole('group', { name: 'Row 3' }).getByLabel('First name');
    await first.fill('Ada');
    await page.getByLabel('Encoding').selectOption('windows-1250');
    await page.getByRole('button', { name: 'Read the file again' }).click();
    await expect(page.getByText('Windows-1250, separated by semicolons')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: other })).toContainText('Ada Byron');
    await page.getByRole('button', { name: 'Import 2 customers' }).click();
    // A reload would cancel the request while it is on its way.
    await expect(page.getByRole('button', { name: 'Import 2 customers' })).toHaveCount(0);
    await expect(async () => {
      await page.reload();
      await expect(counts(page)).toContainText('Created2', { timeout: 500 });
    }).toPass();
    await expect(page.getByRole('row').filter({ hasText: email })).toContainText(`Söhne; ${tag}`);
    expect(await emulator.requireByEmail(email)).toMatchObject({ status: 'INIT' });
  });

  test('a file that cannot be used is told on a page that leads back', { tag: '@long' }, async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(/status of 422/);
    await page.goto('/customers/import');
    await page.getByLabel('Or paste rows').fill('First name,Last name,E-mail');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.getByText('There is no row of a customer in it.')).toBeVisible();
    await page.getByRole('link', { name: 'Back to the import' }).click();
    await expect(page).toHaveURL(/\/customers\/import$/);
  });
});
