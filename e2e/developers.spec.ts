/** What goes between the portal and 1Money, for those who have to keep it going. */
import type { Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { createCustomer, expectStatus, type NewCustomer } from './support/customers';
import type { Emulator } from './support/emulator';
import { readForm, sendForm } from './support/forms';
import { expect, test } from './support/test';

const webhooks = (page: Page) => page.getByRole('region', { name: 'Webhooks' });
const requests = (page: Page) => page.getByRole('region', { name: 'Requests to 1Money' });

/** A customer about whom one webhook has come and was processed. */
async function createNotified(page: Page, emulator: Emulator): Promise<NewCustomer> {
  const customer = await createCustomer(page);
  const { id } = await emulator.requireByEmail(customer.email);
  await emulator.setStatus(id, 'UNDER_REVIEW');
  await expectStatus(page, 'Under review');
  return customer;
}

const delivery = (page: Page, customer: NewCustomer) =>
  webhooks(page).getByRole('row').filter({ hasText: customer.company });

async function openProcessed(page: Page, customer: NewCustomer): Promise<void> {
  await expect(async () => {
    await page.goto('/developers');
    await expect(delivery(page, customer)).toContainText('Processed', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

test.describe('an admin', () => {
  test.use({ role: 'admin' });

  test('reads a delivery with its payload, and processes it again', async ({ page, emulator }) => {
    const customer = await createNotified(page, emulator);
    await openProcessed(page, customer);
    for (const text of ['customer.kyb_under_review', 'Signature is valid'])
      await expect(delivery(page, customer)).toContainText(text);
    await delivery(page, customer).getByText('Payload').click();
    await expect(delivery(page, customer).locator('pre')).toContainText(`"email": "${customer.email}"`);
    await expectAccessible(page);

    await delivery(page, customer).getByRole('button', { name: 'Process again' }).click();
    await expect(delivery(page, customer).getByRole('status')).toHaveText('It is being processed again.');
    await expect(async () => {
      await page.goto('/developers');
      await expect(delivery(page, customer)).toContainText('Processed', { timeout: 1_000 });
      await expect(delivery(page, customer).getByRole('cell').nth(4)).toContainText('2', { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await page.goto('/activity?act=webhook.redriven');
    await expect(page.getByRole('table')).toContainText('admin@');
  });

  test('sees the requests to 1Money with their ids, without any body', async ({ page, emulator }) => {
    const customer = await createNotified(page, emulator);
    const { id } = await emulator.requireByEmail(customer.email);
    const address = page.url();
    await expect(async () => {
      // The table holds the newest requests of everybody: one of this customer is made anew each time.
      await page.goto(address);
      await page.goto('/developers');
      await expect(
        requests(page)
          .getByRole('row')
          .filter({ hasText: `GET /v1/customers/${id}` })
          .first(),
      ).toContainText(/200.*\d ms.*[\w-]{8,}/s, { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expect(requests(page)).not.toContainText(customer.email);
    await requests(page).getByRole('link', { name: 'Only failed' }).click();
    await expect(page).toHaveURL(/calls=failed/);
    await expect(
      requests(page)
        .getByRole('row')
        .filter({ hasText: `GET /v1/customers/${id}` }),
    ).toHaveCount(0);
  });

  test('reads the address for webhooks, how changes were learnt, and what an empty list means', async ({ page }) => {
    await page.goto('/developers?webhooks=dead');
    await expect(page.getByRole('region', { name: 'Webhook address' })).toContainText('/api/webhooks/onemoney');
    await expect(page.getByRole('region', { name: 'How changes were learnt' })).toContainText('By webhook');
    await expect(page.getByRole('region', { name: 'Connection to 1Money' })).toContainText('Requests go through.');
    await expect(webhooks(page)).toContainText('No webhook is in this state.');
    await expect(page.getByRole('region', { name: 'Jobs that gave up' })).toBeVisible();
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees deliveries and requests, but no payload, no dead job and no button', async ({
    page,
    openAs,
    emulator,
  }) => {
    const customer = await createNotified(await openAs('operator'), emulator);
    await openProcessed(page, customer);
    await expect(requests(page).getByRole('row').nth(1)).toBeVisible();
    await expect(page.getByText('Payload')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /again/ })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Jobs that gave up' })).toHaveCount(0);
    expect(await page.content()).not.toContain(customer.email);
    await expectAccessible(page);
  });

  test('who sends an admin’s request is refused, and that is on the record', async ({ page, openAs, emulator }) => {
    const admin = await openAs('admin');
    await openProcessed(admin, await createNotified(admin, emulator));
    const form = await readForm(admin, 'Process again');
    for (const person of [page, await openAs('operator')]) {
      const { status, body } = await sendForm(person, admin.url(), form);
      expect(status).toBeLessThan(500);
      expect(body).not.toContain('It is being processed again.');
    }
    await page.goto('/activity?act=access.denied&actor=viewer');
    await expect(page.getByRole('table')).toContainText('Tried to: redrive webhook');
    // The same request works for the admin it was made for, so it was not refused for being broken.
    expect((await sendForm(admin, admin.url(), form)).body).toContain('It is being processed again.');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, role: 'admin' });

  test('the page is complete and a delivery can be processed again', async ({ page, emulator }) => {
    const customer = await createNotified(page, emulator);
    await openProcessed(page, customer);
    await delivery(page, customer).getByRole('button', { name: 'Process again' }).click();
    await expect(page.getByText('It is being processed again.')).toBeVisible();
  });
});

test.describe('nobody signed in', () => {
  test.use({ role: null });

  test('is asked to sign in', async ({ page }) => {
    await page.goto('/developers?calls=failed');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fdevelopers/);
  });
});
