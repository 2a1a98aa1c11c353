/**
 * The browser tests' own `test`: signed in as a role, with the emulator at hand, and failing on anything the browser
 * reports as an error. Nothing here imports the portal's code: what is not visible over HTTP is not tested here.
 */
import { randomInt } from 'node:crypto';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from 'playwright/test';
import { Emulator } from '../../testing/emulator';
import { credentialsOf, emulatorAddress, portalUrl, type Role } from './environment';
import { keepSignedIn } from './sign-in';

/** A page that is still open when its session ends polls once more, and gets a 401. */
export const SESSION_ENDED = /status of 401 .*\/api\/(customers|events)/;

interface ConsoleErrors {
  /** For tests that provoke an error on purpose, such as the answer 404 to a navigation. */
  allow: (pattern: RegExp) => void;
}

interface Options {
  /** Who is signed in when the test starts; null for none. */
  role: Role | null;
}

interface Fixtures {
  consoleErrors: ConsoleErrors;
  /** Skips the test, loudly, where there is no emulator. */
  emulator: Emulator;
  /** A page of another person in a browser of their own. */
  openAs: (role: Role) => Promise<Page>;
  /** A page of a customer without a session, in a browser and at an address of their own. */
  openVisitor: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Options & Fixtures>({
  role: ['operator', { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures used from this pattern.
  baseURL: async ({}, use) => use(portalUrl()),

  storageState: async ({ role, browser }, use, testInfo) => {
    if (role !== null && credentialsOf(role) === null) skipLoudly(testInfo, `no account of the role ${role} was given`);
    await use(role === null ? undefined : await keepSignedIn(browser, role));
  },

  consoleErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      const allowed: RegExp[] = [];
      watchErrors(context, errors);
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(
        errors.filter((error) => !allowed.some((pattern) => pattern.test(error))),
        'errors in the browser’s console',
      ).toEqual([]);
    },
    { auto: true },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: see above.
  emulator: async ({}, use, testInfo) => {
    const address = emulatorAddress();
    if (address === null) return skipLoudly(testInfo, 'the emulator is needed');
    await use(new Emulator(() => address));
  },

  openAs: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await contextOf(browser, role);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  openVisitor: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const errors: string[] = [];
    await use(async (options = {}) => {
      const extraHTTPHeaders = { 'X-Forwarded-For': anyAddress() };
      const context = await browser.newContext({ baseURL: portalUrl(), extraHTTPHeaders, ...options });
      watchErrors(context, errors);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    // A page that a customer may not see answers 404, and a browser tells every such answer as an error; so it does when
    // Playwright looks into the frame of a mail, in which nothing may run.
    const allowed = [SESSION_ENDED, /status of 404|\/mail\/\d+\/html/];
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
});

export { expect };

/** Of a range that is reserved for tests of networks. */
export function anyAddress(): string {
  return `198.18.${randomInt(256)}.${randomInt(1, 255)}`;
}

async function contextOf(browser: Browser, role: Role): Promise<BrowserContext> {
  return browser.newContext({ baseURL: portalUrl(), storageState: await keepSignedIn(browser, role) });
}

function watchErrors(context: BrowserContext, errors: string[]): void {
  context.on('weberror', (webError) => errors.push(`uncaught: ${webError.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
}

interface Skippable {
  readonly title: string;
  skip: (condition: boolean, reason: string) => void;
}

export function skipLoudly(testInfo: Skippable, reason: string): void {
  console.warn(`SKIPPED: “${testInfo.title}” because ${reason}.`);
  testInfo.skip(true, reason);
}
