/** Several customers that one search finds, and no others. */
import { randomUUID } from 'node:crypto';
import { expect, type Page } from 'playwright/test';
import type { Emulator, EmulatorCustomer } from '../../testing/emulator';

export interface Group {
  readonly domain: string;
  /** In the order in which they were made. */
  readonly customers: readonly EmulatorCustomer[];
}

/** Customers as upstream knows them; the portal finds them by reading upstream's list. */
export async function createGroup(page: Page, emulator: Emulator, size: number): Promise<Group> {
  const domain = `group-${randomUUID().slice(0, 8)}.example`;
  const customers: EmulatorCustomer[] = [];
  for (let number = 1; number <= size; number += 1) {
    const email = `number-${number}@${domain}`;
    await emulator.createCustomer({ email, first_name: 'Robin', last_name: `Number-${number}` });
    customers.push(await emulator.requireByEmail(email));
  }
  await expect(async () => {
    await openGroup(page, { domain });
    await expect(groupRows(page, { domain })).toHaveCount(size, { timeout: 1_000 });
  }).toPass({ intervals: [500] });
  return { domain, customers };
}

export async function openGroup(page: Page, { domain }: Pick<Group, 'domain'>): Promise<void> {
  await page.goto(`/customers?search=${domain}`);
}

export function groupRows(page: Page, { domain }: Pick<Group, 'domain'>) {
  return page.locator('tbody tr').filter({ hasText: domain });
}
