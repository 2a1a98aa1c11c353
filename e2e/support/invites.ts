/** Invites as staff make them, and what arrives by mail. */
import { expect, type Page } from 'playwright/test';
import { createCustomer, type NewCustomer } from './customers';
import type { Emulator, FlaggedIssues } from './emulator';

export interface Invited {
  readonly customer: NewCustomer;
  /** Upstream's id. */
  readonly id: string;
  /** The customer's page for staff. */
  readonly staffUrl: string;
  /** The invite's page. */
  readonly link: string;
}

export const ISSUES: FlaggedIssues = {
  company_issues: {
    company_name: 'Company as registered',
    reject_reason: 'Document unreadable',
    description: 'The certificate of incorporation cannot be read.',
  },
};

/** Creates a customer and invites its own address. */
export async function createInvited(
  page: Page,
  emulator: Emulator,
  options: { language?: string; message?: string; customer?: NewCustomer } = {},
): Promise<Invited> {
  const customer = await createCustomer(page, options.customer);
  const { id } = await emulator.requireByEmail(customer.email);
  const access = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Access' }) });
  await access.locator('summary', { hasText: 'Invite' }).click();
  if (options.language) await access.getByLabel('Language').selectOption({ label: options.language });
  if (options.message) await access.getByLabel('Message').fill(options.message);
  await access.getByRole('button', { name: 'Send invite' }).click();
  return { customer, id, staffUrl: page.url(), link: await linkOf(page, customer) };
}

/** The living link as staff would copy it. */
export async function linkOf(page: Page, customer: NewCustomer): Promise<string> {
  return page.getByLabel(`Invite link of ${customer.email}`).inputValue();
}

/** The link of the newest mail that has one. */
export async function mailedLink(emulator: Emulator, to: string, count = 1): Promise<string> {
  let found: readonly string[] = [];
  await expect(async () => {
    const mails = await emulator.mails(to);
    found = mails.flatMap(({ text }) => /https?:\/\/\S+\/i\/[\w-]{43}/.exec(text)?.[0] ?? []);
    expect(found.length).toBeGreaterThanOrEqual(count);
  }).toPass({ timeout: 30_000, intervals: [200] });
  return found.at(-1) ?? '';
}

/** The code of the mail with this number, counted among mails with codes. */
export async function mailedCode(emulator: Emulator, to: string, count = 1): Promise<string> {
  let codes: readonly string[] = [];
  await expect(async () => {
    codes = (await emulator.mails(to)).flatMap(({ text }) => /(?:^|\s)(\d{6})(?:\s|$)/m.exec(text)?.[1] ?? []);
    expect(codes.length).toBeGreaterThanOrEqual(count);
  }).toPass({ timeout: 30_000, intervals: [200] });
  return codes.at(-1) ?? '';
}

/** A code that is certainly another one. */
export function otherCode(code: string): string {
  return code === '111111' ? '222222' : '111111';
}
