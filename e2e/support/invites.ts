/** Invites as staff make them, and what arrives by mail. */
import { expect, type Page } from 'playwright/test';
import type { Emulator, FlaggedIssues } from '../../testing/emulator';
import { addCustomer, type NewCustomer, newCustomer } from './customers';
import { submitForm } from './forms';

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

/** Creates a customer, invites its own address, and opens its page. */
export async function createInvited(
  page: Page,
  emulator: Emulator,
  {
    locale = 'en',
    message = '',
    customer = newCustomer(),
  }: { locale?: string; message?: string; customer?: NewCustomer } = {},
): Promise<Invited> {
  const path = await addCustomer(page, customer);
  const typed = { email: customer.email, locale, message };
  await submitForm(page, path, { button: /Send invite/, typed });
  const { id } = await emulator.requireByEmail(customer.email);
  await page.goto(path);
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
  }).toPass({ intervals: [200] });
  return found.at(-1) ?? '';
}

/** The code of the mail with this number, counted among mails with codes. */
export async function mailedCode(emulator: Emulator, to: string, count = 1): Promise<string> {
  let codes: readonly string[] = [];
  await expect(async () => {
    codes = (await emulator.mails(to)).flatMap(({ text }) => /(?:^|\s)(\d{6})(?:\s|$)/m.exec(text)?.[1] ?? []);
    expect(codes.length).toBeGreaterThanOrEqual(count);
  }).toPass({ intervals: [200] });
  return codes.at(-1) ?? '';
}

/** A code that is certainly another one. */
export function otherCode(code: string): string {
  return code === '111111' ? '222222' : '111111';
}
