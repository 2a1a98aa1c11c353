import type { Page } from 'playwright/test';

/** Goes to a page and waits until that page, not the one before it, is told of changes. */
export async function openLive(page: Page, open: () => Promise<unknown>): Promise<void> {
  const isTold = page
    .waitForResponse((answer) => answer.request().isNavigationRequest() && answer.frame() === page.mainFrame())
    .then(() => page.waitForResponse((answer) => answer.url().endsWith('/api/events') && answer.status() === 200));
  await Promise.all([isTold, open()]);
}
