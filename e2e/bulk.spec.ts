import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/accessibility';
import { createGroup, groupRows, openGroup } from './support/groups';
import { expect, test } from './support/test';

test('selected customers are invited after a dry run, with a result for each, and the invites are taken back', async ({
  page,
  emulator,
}) => {
  const group = await createGroup(page, emulator, 3);
  const [inReview, ...others] = group.customers;
  if (!inReview) throw new Error('Three customers were made.');
  await emulator.setStatus(inReview.id, 'UNDER_REVIEW');
  const rows = groupRows(page, group);
  await expect(rows.filter({ hasText: inReview.email })).toContainText('Under review');

  await test.step('a range with Shift, the whole page, and no one any more', async () => {
    const bar = page.getByRole('form', { name: 'Selected customers' });
    await expect(bar).toBeHidden();
    await rows.nth(0).getByRole('checkbox').check();
    await rows
      .nth(2)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await expect(bar).toContainText('3 selected');
    await expect(page.getByRole('checkbox', { name: 'Select everybody on this page' })).toBeChecked();
    await rows.nth(1).getByRole('checkbox').uncheck();
    await expect(bar).toContainText('2 selected');
    await bar.getByRole('button', { name: 'Clear' }).click();
    await expect(bar).toBeHidden();
    await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
    await expect(bar).toContainText('3 selected');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    const download = page.waitForEvent('download');
    await bar.getByRole('button', { name: 'Export' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    for (const { email } of group.customers) expect(file).toContain(email);
    expect(file.trim().split('\n')).toHaveLength(4);
    await bar.getByRole('button', { name: 'Invite' }).click();
  });

  await test.step('the dry run tells who can be invited and why the other cannot', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invite: dry run');
    await expect(page.getByText('2 of 3 customers can be invited; 1 is in review.')).toBeVisible();
    await expect(rows.filter({ hasText: inReview.email })).toContainText('Is in review');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const { email } of group.customers) expect(await emulator.mails(email)).toEqual([]);
  });

  await test.step('then each gets a result, and the invited ones a mail', async () => {
    await page.getByLabel('Message').fill('Welcome, all of you');
    // Looking at others meanwhile drops nothing that was typed.
    const views = page.getByRole('navigation', { name: 'Customers of this run' });
    await views.getByRole('link', { name: 'Left out' }).click();
    await expect(rows).toHaveCount(1);
    await views.getByRole('link', { name: 'All' }).click();
    await expect(rows).toHaveCount(3);
    await page.getByRole('button', { name: 'Invite 2 customers' }).click();
    await expect(page.getByText('2 of 3 customers invited; 1 is in review.')).toBeVisible();
    await expect(rows.filter({ hasText: 'Invited' })).toHaveCount(2);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const { email } of others)
      await expect
        .poll(async () => (await emulator.mails(email)).map(({ text }) => text.includes('Welcome, all of you')))
        .toEqual([true]);
  });

  await test.step('the undo has a dry run too, and revokes', async () => {
    await page.getByRole('button', { name: 'Undo…' }).click();
    await expect(page.getByText('2 of 2 customers can have their invite revoked.')).toBeVisible();
    await page.getByRole('button', { name: 'Revoke the invites of 2 customers' }).click();
    await expect(page.getByText('2 of 2 customers had their invite revoked.')).toBeVisible();
    await page.getByRole('link', { name: 'See what it took back' }).click();
    await expect(page.getByRole('link', { name: 'See its undo' })).toBeVisible();
    await openGroup(page, group);
    await expect(rows.filter({ hasText: 'Invite revoked' }).or(rows.filter({ hasText: 'Revoked' }))).toHaveCount(2);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('all that match are assigned, and their former owners come back', { tag: '@long' }, async ({
    page,
    openAs,
    emulator,
  }) => {
    const group = await createGroup(await openAs('operator'), emulator, 2);
    await openGroup(page, group);
    await groupRows(page, group).first().getByRole('checkbox').check();
    await groupRows(page, group).last().getByRole('checkbox').check();
    const bar = page.getByRole('form', { name: 'Selected customers' });
    await bar.getByLabel('Owner').selectOption({ index: 0 });
    await bar.getByRole('button', { name: 'Assign' }).click();
    await expect(page.getByText('2 of 2 customers can be assigned.')).toBeVisible();
    await page.getByRole('button', { name: 'Assign 2 customers' }).click();
    await expect(page.getByText('2 of 2 customers assigned.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo…' }).click();
    await expect(page.getByText('2 of 2 customers can have their former owner back.')).toBeVisible();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page).toHaveURL(/\/customers$/);
  });
});
