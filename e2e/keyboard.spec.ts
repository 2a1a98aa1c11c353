import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createGroup, type Group, groupRows, openGroup } from './support/groups';
import { expect, test } from './support/test';

test('single keys move, select, open and explain themselves; they leave typing alone and can be switched off', async ({
  page,
  emulator,
}) => {
  const group = await createGroup(page, emulator, 2);
  await openListening(page, group);
  const rows = groupRows(page, group);
  const choices = page.getByRole('listbox', { name: 'Found' }).getByRole('option');
  const link = (index: number) => rows.nth(index).locator('.row-link');

  await test.step('j and k move, x selects', async () => {
    await toFirst(page, link(0));
    await page.keyboard.press('j');
    await expect(link(1)).toBeFocused();
    await page.keyboard.press('k');
    await expect(link(0)).toBeFocused();
    await page.keyboard.press('x');
    await expect(rows.nth(0).getByRole('checkbox')).toBeChecked();
    await page.keyboard.press('x');
    await expect(rows.nth(0).getByRole('checkbox')).not.toBeChecked();
  });

  await test.step('/ goes to the search, where letters are letters', async () => {
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await expect(search).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type('xjk?');
    await expect(search).toHaveValue(`${group.domain}xjk?`);
    await page.keyboard.press('Escape');
    await expect(search).not.toBeFocused();
    await expect(search).toHaveValue('');
    await expect(page).not.toHaveURL(/search=/);
    await openGroup(page, group);
  });

  await test.step('? lists all keys and switches them off', async () => {
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await pressUntil(page, '?', help);
    await expect(help).toContainText('Go to this customer’s onboarding button');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await page.reload();
    await expect(rows).toHaveCount(2);
    await pressUntil(page, 'Control+k', page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toHaveAccessibleName('Find a customer or a page');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('keyboard');
    await expect(choices).toHaveCount(1);
    await page.keyboard.press('Enter');
    await help.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
  });

  await test.step('i makes the dry run of the row, Enter opens it, r goes to its button and no further', async () => {
    await toFirst(page, link(0));
    await page.keyboard.press('i');
    await expect(page.getByText('1 of 1 customer can be invited.')).toBeVisible();
    await openListening(page, group);
    await toFirst(page, link(0));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/customers\/[\w-]{36}$/);
    await openListening(page, group);
    await toFirst(page, link(0));
    const links = async () => (await Promise.all(group.customers.map(({ id }) => emulator.links(id)))).flat();
    await page.keyboard.press('r');
    await expect(rows.nth(0).getByRole('button', { name: 'Start onboarding' })).toBeFocused();
    await page.keyboard.press('j');
    await expect(link(1)).toBeFocused();
    await page.keyboard.press('r');
    expect(await links()).toHaveLength(0);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/onboarding\?grant=|\/onboarding/);
    expect(await links()).toHaveLength(1);
  });
});

test('Ctrl-K finds any customer or page from everywhere, by keyboard alone and for screen readers', async ({
  page,
  emulator,
}) => {
  const group = await createGroup(page, emulator, 2);
  await page.goto('/activity');
  await page.getByRole('link', { name: 'Find' }).focus();
  const box = page.getByRole('combobox', { name: 'Find a customer or a page' });
  await pressUntil(page, 'Control+k', box);
  await expect(box).toBeFocused();
  await page.keyboard.type(`number-2@${group.domain}`);
  const found = page
    .getByRole('listbox', { name: 'Found' })
    .getByRole('option')
    .filter({ hasText: `number-2@${group.domain}` });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await found.getAttribute('id')) ?? '');
  await expect(page.getByRole('status').filter({ hasText: '1 result' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Find' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.type('nobody has this in any name');
  await expect(page.getByText('Nothing was found.')).toBeVisible();
  await box.fill(`number-1@${group.domain}`);
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option')).toContainText(
    `number-1@${group.domain}`,
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/[\w-]{36}$/);

  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.type('devel');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/developers$/);
});

/** Both keys begin at the first row, and `k` stays there: it may be pressed until the script runs. */
async function toFirst(page: Page, first: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('k');
    await expect(first).toBeFocused({ timeout: 500 });
  }).toPass();
}

async function openListening(page: Page, group: Group): Promise<void> {
  await openGroup(page, group);
  await pressUntil(page, 'Control+k', page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** A page that was just loaded does not listen yet. */
async function pressUntil(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    if (await opened.isHidden()) await page.keyboard.press(key);
    await expect(opened).toBeVisible({ timeout: 1_000 });
  }).toPass();
}
