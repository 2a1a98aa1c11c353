/** Customers for tests: each with a unique name, so that tests can run side by side on one portal. */
import { randomUUID } from 'node:crypto';
import { expect, type Page } from 'playwright/test';
import { submitForm } from './forms';

export interface NewCustomer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
}

export function newCustomer(): NewCustomer {
  const tag = randomUUID().slice(0, 8);
  return {
    firstName: 'Robin',
    lastName: `Test-${tag}`,
    email: `robin.${tag}@company-${tag}.example`,
    company: `Company ${tag} Ltd`,
  };
}

export async function fillNewCustomer(page: Page, customer: NewCustomer): Promise<void> {
  await page.getByLabel('First name').fill(customer.firstName);
  await page.getByLabel('Last name').fill(customer.lastName);
  await page.getByLabel('E-mail').fill(customer.email);
  await page.getByLabel('Company').fill(customer.company);
}

/**
 * Creates a customer as the person signed in on the page, by the portal's own form but without drawing it, and answers
 * with the path of its page.
 */
export async function addCustomer(page: Page, customer: NewCustomer): Promise<string> {
  const { firstName, lastName, email, company: companyName } = customer;
  const typed = { firstName, lastName, email, companyName };
  const location = await submitForm(page, '/customers/new', { button: /Create customer/, typed });
  expect(location).toMatch(/\/customers\/(?!new)[\w-]+$/);
  return location;
}

/** Creates a customer and opens its page. */
export async function createCustomer(page: Page, customer = newCustomer()): Promise<NewCustomer> {
  await page.goto(await addCustomer(page, customer));
  await expect(page.getByRole('heading', { level: 1, name: customer.company })).toBeVisible();
  await expect(summary(page).getByText('Not submitted')).toBeVisible();
  return customer;
}

/** The head of a customer's page: status, next action and the one button. */
export function summary(page: Page) {
  return page.getByRole('region', { name: 'Summary' });
}

/** The row of a customer in the list. */
export function row(page: Page, customer: NewCustomer) {
  return page.getByRole('row').filter({ hasText: customer.email });
}

/** The address of the list narrowed to one customer. */
export function listOf(customer: NewCustomer): string {
  return `/customers?search=${encodeURIComponent(customer.email)}`;
}

export async function openList(page: Page, customer: NewCustomer): Promise<void> {
  await page.goto(listOf(customer));
}

/** Reloads until the page shows upstream's new state: an observation of the last seconds may still be shown. */
export async function reloadUntil(page: Page, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await check();
  }).toPass({ intervals: [500] });
}

/** Reloads a customer's page until its status has this label. */
export async function expectStatus(page: Page, label: string): Promise<void> {
  await reloadUntil(page, () =>
    expect(summary(page).getByText(label, { exact: true })).toBeVisible({ timeout: 1_000 }),
  );
}
