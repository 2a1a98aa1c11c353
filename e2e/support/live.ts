import type { Page } from 'playwright/test';

/** Less than the time between two questions of a page that is told of changes: what is shown by then was told. */
export const TOLD_WITHIN_MS = 20_000;

/** Goes to a page and waits until that page, not the one before it, is told of changes. */
export async function openLive(page: Page, address: string): Promise<void> {
  // What the page before was still waiting for ends with it.
  await page.goto('about:blank');
  const isTold = page.waitForResponse((answer) => answer.url().endsWith('/api/events') && answer.status() === 200);
  await page.goto(address);
  await isTold;
}
