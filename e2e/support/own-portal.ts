/** A portal that belongs to one spec alone. Started once a worker; it stops with it. */
import { test as base, type Page } from 'playwright/test';
import { OwnPortal } from '../../testing/own-portal';
import type { Role } from '../../testing/portal';
import { HANG_MS } from '../../testing/wait';
import { emulatorAddress } from './environment';
import { signIn } from './sign-in';
import { anyAddress, expect, skipLoudly } from './test';

interface Fixtures {
  /** A page of a signed-out visitor. */
  openVisitor: () => Promise<Page>;
  /** A page of a member of staff who has just signed in. */
  openStaff: (role: Role) => Promise<Page>;
}

export const test = base.extend<Fixtures, { portal: OwnPortal }>({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures used from this pattern.
    async ({}, use) => {
      const portal = await OwnPortal.start();
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: HANG_MS },
  ],

  openVisitor: async ({ browser, portal }, use) => {
    const pages: Page[] = [];
    const errors: string[] = [];
    await use(async () => {
      const extraHTTPHeaders = { 'X-Forwarded-For': anyAddress() };
      const context = await browser.newContext({ baseURL: portal.url, extraHTTPHeaders });
      context.on('console', (message) => {
        // While the portal is restarted, open pages cannot reach it, or get a 503.
        if (message.type() === 'error' && !/net::ERR_|status of 503|Failed to fetch RSC payload/.test(message.text()))
          errors.push(message.text());
      });
      const page = await context.newPage();
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
    expect(errors, 'errors in the browser’s console').toEqual([]);
  },

  openStaff: async ({ openVisitor }, use) => {
    await use(async (role) => {
      const page = await openVisitor();
      await signIn(page, role);
      return page;
    });
  },
});

/** Against a deployed portal there is nothing of one's own to start. */
// biome-ignore lint/correctness/noEmptyPattern: see above.
test.beforeEach(({}, testInfo) => {
  if (emulatorAddress() === null) skipLoudly(testInfo, 'it needs a portal of its own');
});

export { expect };
