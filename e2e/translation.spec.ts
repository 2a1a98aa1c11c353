/** A page translated by the browser keeps up with changes like any other, and never breaks. */
import type { Page } from 'playwright/test';
import { createCustomer, listOf, row, summary } from './support/customers';
import { createInvited, ISSUES, mailedCode, otherCode } from './support/invites';
import { openLive } from './support/live';
import { expect, test } from './support/test';

/** As Chromium does it: a text gives way to elements that hold its words, and so does every text that comes later. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const replace = (text: Text) => {
      const parent = text.parentElement;
      if (parent === null || parent.closest('font,script,style,svg,option,textarea,[translate=no]')) return;
      if (!/\p{L}/u.test(text.data)) return;
      const font = document.createElement('font');
      font.append(document.createElement('font'));
      (font.firstChild as Element).textContent = text.data;
      text.replaceWith(font);
    };
    const walk = (root: Node) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) replace(text);
    };
    walk(document.body);
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records)
        for (const node of [target, ...addedNodes]) if (node.isConnected) walk(node);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await expect(page.locator('font').first()).toBeAttached();
}

/** After an action, a change or "back" the server renders the page again, into the existing document. */
async function refresh(page: Page): Promise<void> {
  const rendered = page.waitForResponse(
    (answer) => answer.headers()['content-type']?.startsWith('text/x-component') === true,
  );
  await page.evaluate(() => (window as unknown as Router).next.router.refresh());
  await rendered;
}

async function goTo(page: Page, path: string, heading: string): Promise<void> {
  await page.evaluate((to) => (window as unknown as Router).next.router.push(to), path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

interface Router {
  readonly next: { readonly router: { push: (path: string) => void; refresh: () => void } };
}

test.describe('staff', () => {
  test.use({ role: 'admin' });

  test('a translated list and customer follow their changes, and no page of staff breaks', { tag: '@long' }, async ({
    page,
    emulator,
  }) => {
    const customer = await createCustomer(page);
    const path = new URL(page.url()).pathname;
    const { id } = await emulator.requireByEmail(customer.email);
    await openLive(page, listOf(customer));
    await translate(page);
    await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
    await expect(row(page, customer)).toContainText('Response needed');
    await expect(row(page, customer)).not.toContainText('Not submitted');

    await goTo(page, path, customer.company);
    await expect(summary(page).getByText('Response needed', { exact: true })).toBeVisible();
    await emulator.setStatus(id, 'ON_HOLD');
    await expect(summary(page).getByText('Unknown status', { exact: true })).toBeVisible();
    await emulator.setStatus(id, 'UNDER_REVIEW');
    await expect(summary(page).getByText('Under review', { exact: true })).toBeVisible();
    await expect(summary(page)).not.toContainText('ON_HOLD');
    await page.getByLabel('New note').fill('Called them.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Noted.' })).toBeVisible();

    await goTo(page, `/activity?customer=${path.split('/').at(-1)}`, 'Activity');
    await emulator.setStatus(id, 'HELD_AGAIN');
    await expect(async () => {
      await refresh(page);
      await expect(page.getByText('Unknown status (HELD_AGAIN)')).toBeVisible({ timeout: 2_000 });
    }).toPass();

    const pages = [
      ['/overview', 'Overview'],
      ['/developers', 'Developers'],
      ['/notices', 'Notices'],
      ['/team', 'Team'],
      ['/settings', 'Settings'],
      ['/settings/rules', 'Settings'],
      ['/settings/data', 'Settings'],
      ['/settings/connection', 'Settings'],
      ['/settings/single-sign-on', 'Settings'],
      ['/settings/security', 'Settings'],
      ['/account', 'Your sign-in'],
      ['/account/sessions', 'My sessions'],
      ['/customers/views', 'Views of the list'],
      ['/customers/import', 'Import customers'],
      ['/customers/bulk', 'Acts on many customers'],
      ['/customers/new', 'New customer'],
    ] as const;
    for (const [to, heading] of pages) {
      await goTo(page, to, heading);
      await refresh(page);
    }
    await page.getByLabel('First name').fill('<b>');
    await page.getByLabel('Last name').fill('Test');
    await page.getByLabel('E-mail').fill('robin@company.example');
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page.getByLabel('First name')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('First name').fill('Robin');
    await expect(page.getByLabel('First name')).not.toHaveAttribute('aria-invalid');
    await goTo(page, path, customer.company);
  });
});

test('a translated page of a customer follows its status', { tag: '@long' }, async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { customer, id, link } = await createInvited(page, emulator);
  const visitor = await openVisitor();
  await visitor.goto(link);
  await translate(visitor);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expect(async () => {
    await refresh(visitor);
    await expect(visitor.getByText('There is nothing to fill in at the moment.')).toBeVisible({ timeout: 2_000 });
  }).toPass();

  await visitor.goto('/onboarding');
  await translate(visitor);
  await visitor.getByLabel('E-mail').fill(customer.email);
  await visitor.getByRole('button', { name: 'Send me a code' }).click();
  const code = await mailedCode(emulator, customer.email);
  await visitor.getByLabel('Code', { exact: true }).fill(otherCode(code));
  await visitor.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(visitor.getByText('This code is not right')).toBeVisible();
  await visitor.getByLabel('Code', { exact: true }).fill(code);
  await expect(visitor.getByText('This code is not right')).toHaveCount(0);
  await visitor.getByRole('button', { name: 'Continue', exact: true }).click();
  const card = visitor.getByRole('region', { name: customer.company });
  await expect(card).toContainText('Your answers are in review.');
  await translate(visitor);
  for (const [status, issues, words] of [
    ['PENDING_RESPONSE', ISSUES, '1Money needs more information.'],
    ['APPROVED', undefined, 'Done.'],
  ] as const) {
    await emulator.setStatus(id, status, issues);
    await expect(async () => {
      await refresh(visitor);
      await expect(card).toContainText(words, { timeout: 2_000 });
    }).toPass();
    await expect(card).not.toContainText('Your answers are in review.');
  }
});
