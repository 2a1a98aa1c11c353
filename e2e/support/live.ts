import type { Page } from 'playwright/test';

/** Goes to a page and waits until that page, not the one before it, receives changes. */
export async function openLive(page: Page, address: string): Promise<void> {
  // What the page before was still waiting for ends with it.
  await page.goto('about:blank');
  const isTold = page.waitForResponse((answer) => answer.url().endsWith('/api/events') && answer.status() === 200);
  await page.goto(address);
  await isTold;
}
