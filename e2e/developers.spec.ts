/** What goes between the portal and 1Money, for those who have to keep it going. */
import type { Page } from 'playwright/test';
import type { Emulator } from '../testing/emulator';
import { expectAccessible } from './support/accessibility';
import { createCustomer, expectStatus, type NewCustomer } from './support/customers';
import { expect, test } from './support/test';

const webhooks = (page: Page) => page.getByRole('region', { name: 'Webhooks' });
const requests = (page: Page) => page.getByRole('region', { name: 'Requests to 1Money' });

/** A customer with one processed webhook. */
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
  }).toPass();
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
    }).toPass();
    await page.goto('/activity?act=webhook.replayed');
    await expect(page.getByRole('table')).toContainText('admin@');
  });

  test('sees the requests to 1Money with their ids, without any body', { tag: '@long' }, async ({ page, emulator }) => {
    const customer = await createNotified(page, emulator);
    const { id } = await emulator.requireByEmail(customer.email);
    const address = page.url();
    await expect(async () => {
      // The table holds the newest requests of all tests: make one of this customer each time.
      await page.goto(address);
      await page.goto('/developers');
      await expect(
        requests(page)
          .getByRole('row')
          .filter({ hasText: `GET /v1/customers/${id}` })
          .first(),
      ).toContainText(/200.*\d ms.*[\w-]{8,}/s, { timeout: 1_000 });
    }).toPass();
    await expect(requests(page)).not.toContainText(customer.email);
    await requests(page).getByRole('link', { name: 'Only failed' }).click();
    await expect(page).toHaveURL(/calls=failed/);
    await expect(
      requests(page)
        .getByRole('row')
        .filter({ hasText: `GET /v1/customers/${id}` }),
    ).toHaveCount(0);
  });

  test('reads the address for webhooks, how changes were learned, and what an empty list means', {
    tag: '@long',
  }, async ({ page }) => {
    await page.goto('/developers?webhooks=dead');
    await expect(page.getByRole('region', { name: 'Webhook address' })).toContainText('/api/webhooks/onemoney');
    await expect(page.getByRole('region', { name: 'How changes were learnt' })).toContainText('By webhook');
    await expect(page.getByRole('region', { name: 'Connection to 1Money' })).toContainText('Requests go through.');
    await expect(webhooks(page)).toContainText('No webhook is in this state.');
    await expect(page.getByRole('region', { name: 'Jobs that gave up' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, role: 'admin' });

  test('the page is complete and a delivery can be processed again', { tag: '@long' }, async ({ page, emulator }) => {
    const customer = await createNotified(page, emulator);
    await openProcessed(page, customer);
    await delivery(page, customer).getByRole('button', { name: 'Process again' }).click();
    await expect(page.getByText('It is being processed again.')).toBeVisible();
  });
});
