import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { Emulator } from '../testing/emulator';
import { expectAccessible } from './support/accessibility';
import { HostedForm } from './support/hosted-form';
import { Keyboard } from './support/keyboard';
import { expect, test } from './support/test';

test.use({ role: null });

const STEPS = ['company', 'addresses', 'persons', 'documents', 'review', 'terms'];

async function createCustomer(emulator: Emulator): Promise<string> {
  const { customer_id } = await emulator.createCustomer({
    email: `form.${randomUUID()}@company.example`,
    first_name: 'Robin',
    last_name: 'Example',
    company_name: 'Example GmbH',
  });
  return customer_id;
}

/** Through the reviewer's page, which also becomes the address that the form returns to. */
async function openForm(page: Page, emulator: Emulator, customerId: string): Promise<void> {
  await page.goto(`${emulator.address.url}/customers/${customerId}`);
  await page.getByRole('button', { name: 'Open the form as the customer' }).click();
  await expect(page).toHaveURL(/\/onboarding\/[a-z]+/);
}

test('the whole form can be filled in and sent with the keyboard alone', async ({ page, emulator }) => {
  const customerId = await createCustomer(emulator);
  await openForm(page, emulator, customerId);
  await expect(page.getByLabel('Legal name')).toHaveValue('Example GmbH');
  await new Keyboard(page).completeForm('Example GmbH');
  await expect(page).toHaveURL(`${emulator.address.url}/customers/${customerId}`);
  await expect(page.getByText('PENDING_REVIEW').first()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the form is filled in, left, resumed in another language and sent', { tag: '@long' }, async ({
    page,
    emulator,
  }) => {
    const customerId = await createCustomer(emulator);
    await openForm(page, emulator, customerId);
    const form = new HostedForm(page);
    await form.fillCompany('Half-way GmbH');
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await expect(page).toHaveURL(`${emulator.address.url}/customers/${customerId}`);

    await openForm(page, emulator, customerId);
    await form.expectStep('Addresses');
    await page.getByLabel('Language').selectOption('Español');
    await page.getByRole('button', { name: 'Change language' }).click();
    await form.expectStep('Direcciones');
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await page.getByRole('link', { name: /^Empresa/ }).click();
    await expect(page.getByLabel('Razón social')).toHaveValue('Half-way GmbH');
    await page.getByLabel('Idioma').selectOption('English');
    await page.getByRole('button', { name: 'Cambiar idioma' }).click();
    await form.continue();
    await form.finishFromAddresses();
    await expect(page.getByText('PENDING_REVIEW').first()).toBeVisible();
  });
});

test('mistakes are named above the form, the summary takes the focus and leads to the field', { tag: '@long' }, async ({
  page,
  emulator,
}) => {
  await openForm(page, emulator, await createCustomer(emulator));
  await page.getByLabel('Tax ID').fill('@');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: Company/);
  await summary.getByRole('link', { name: /^Tax ID/ }).click();
  const field = page.getByLabel('Tax ID');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('@');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/use letters, digits/);
});

test('flagged items stand at the step with the reviewer’s words', { tag: '@long' }, async ({ page, emulator }) => {
  const customerId = await createCustomer(emulator);
  await emulator.submitForm(customerId);
  await emulator.setStatus(customerId, 'PENDING_RESPONSE', {
    company_issues: { reject_reason: 'Address not verified', description: 'Please check <b>the street</b>.' },
  });
  await openForm(page, emulator, customerId);
  await new HostedForm(page).expectStep('Addresses');
  await expect(page.getByText('Please check <b>the street</b>.')).toBeVisible();
  await expect(page.getByText('Reason: Address not verified')).toBeVisible();
  await expectAccessible(page);
});

test('every page of the form is accessible in light and dark, also with mistakes', { tag: '@long' }, async ({
  page,
  emulator,
  consoleErrors,
}) => {
  consoleErrors.allow(/status of 404/);
  const customerId = await createCustomer(emulator);
  await openForm(page, emulator, customerId);
  for (const path of [...STEPS, 'persons/new']) {
    await page.goto(`${emulator.address.url}/onboarding/${path}?check=1`);
    await expectAccessible(page);
  }
  await page.goto(`${emulator.address.url}/onboarding?grant=unknown`);
  await expect(page.getByRole('heading', { level: 1, name: 'This link does not work' })).toBeVisible();
  await expectAccessible(page);
  await emulator.setStatus(customerId, 'UNDER_REVIEW');
  await page.goto(`${emulator.address.url}/onboarding`);
  await expect(page.getByRole('heading', { level: 1, name: /already been submitted/ })).toBeVisible();
  await expectAccessible(page);
});

for (const language of ['English', 'Español', 'Português (Brasil)', '简体中文']) {
  test(`nothing scrolls sideways at 320 px in ${language}, and every target has 24 px`, { tag: '@long' }, async ({
    page,
    emulator,
  }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await openForm(page, emulator, await createCustomer(emulator));
    await page.locator('#language').selectOption(language);
    await page.locator('button[value="language"]').click();
    await expect(page.locator('#language option:checked')).toHaveText(language);
    await expect(page.locator(language === 'English' ? 'html[lang^=en]' : 'html:not([lang^=en])')).toBeVisible();
    for (const path of [...STEPS, 'persons/new']) {
      await page.goto(`${emulator.address.url}/onboarding/${path}?check=1`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
      const small = await page.locator('button, input:not([type=hidden]), select, textarea, nav a').evaluateAll((all) =>
        all.flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          return width > 0 && (width < 24 || height < 24) ? [element.outerHTML.slice(0, 100)] : [];
        }),
      );
      expect(small, path).toEqual([]);
    }
  });
}
