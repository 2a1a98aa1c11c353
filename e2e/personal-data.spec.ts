/** What people have a right to: a copy of what is stored about them, and its erasure. */
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/accessibility';
import { createCustomer } from './support/customers';
import { Keyboard } from './support/keyboard';
import { expect, test } from './support/test';

test('an admin takes a copy of a customer and erases it by keyboard, after typing its name', async ({
  page,
  openAs,
  consoleErrors,
}) => {
  // Its open page requests the erased customer, and gets a 404.
  consoleErrors.allow(/404/);
  await createCustomer(page);
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await expect(page.getByRole('region', { name: 'Personal data' })).toHaveCount(0);
  const admin = await openAs('admin');
  await admin.goto(page.url());
  const panel = admin.getByRole('region', { name: 'Personal data' });

  const downloading = admin.waitForEvent('download');
  await panel.getByRole('link', { name: 'Export everything stored' }).click();
  const file = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect(file.customer).toMatchObject([{ company_name: name }]);

  const opener = panel.getByRole('button', { name: 'Erase…' });
  const dialog = admin.getByRole('dialog', { name: `Erase ${name}` });
  await opener.focus();
  await admin.keyboard.press('Enter');
  await expect(dialog).toContainText('This stays');
  await expectAccessible(admin);
  await admin.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await admin.keyboard.press('Enter');
  await new Keyboard(admin).type('Type the name of the customer', 'Somebody else', dialog);
  await admin.keyboard.press('Enter');
  await expect(dialog.getByText('This is not the name of the customer.')).toBeVisible();
  await dialog.getByLabel('Type the name of the customer').fill(name.toUpperCase());
  await admin.keyboard.press('Enter');
  await admin.waitForURL('**/customers');
  expect((await page.reload())?.status()).toBe(404);
});
