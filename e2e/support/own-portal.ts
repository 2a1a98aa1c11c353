/**
 * A portal that belongs to one spec alone, with an emulator of its own: for time that has passed, a mail server that
 * misbehaves, and settings everybody would see. Started once a worker; it stops with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test as base, type Page } from 'playwright/test';
import { Emulator } from './emulator';
import { type EmulatorAddress, emulatorAddress, type Role } from './environment';
import { signIn } from './sign-in';
import { anyAddress, expect, skipLoudly } from './test';

interface Answer {
  readonly url?: string;
  readonly emulator?: EmulatorAddress;
  readonly error?: string;
}

export class OwnPortal {
  readonly #answers: AsyncIterator<string>;

  private constructor(
    readonly process: ChildProcess,
    lines: AsyncIterable<string>,
  ) {
    this.#answers = lines[Symbol.asyncIterator]();
  }

  url = '';
  emulator = new Emulator({ url: '', accessKey: '', secretKey: '' });

  static async start(): Promise<OwnPortal> {
    const child = spawn(process.execPath, ['scripts/testing/own-portal.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const portal = new OwnPortal(child, createInterface({ input: child.stdout }));
    const { url, emulator } = await portal.#answer();
    if (url === undefined || emulator === undefined) throw new Error('The portal did not say where it is.');
    portal.url = url;
    portal.emulator = new Emulator(emulator);
    return portal;
  }

  /** Changes rows while the portal is stopped, as if time had passed; then it runs again at the same address. */
  async changeRows(...sql: readonly string[]): Promise<void> {
    this.process.stdin?.write(`${JSON.stringify({ sql })}\n`);
    await this.#answer();
  }

  async stop(): Promise<void> {
    this.process.stdin?.end();
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }

  async #answer(): Promise<Answer> {
    const line = await this.#answers.next();
    const answer = JSON.parse(line.done ? '{"error":"the process ended"}' : line.value) as Answer;
    if (answer.error !== undefined) throw new Error(`The test’s own portal: ${answer.error}`);
    return answer;
  }
}

interface Fixtures {
  /** A page of somebody who is not signed in. */
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
    { scope: 'worker', timeout: 180_000 },
  ],

  openVisitor: async ({ browser, portal }, use) => {
    const pages: Page[] = [];
    const errors: string[] = [];
    await use(async () => {
      const extraHTTPHeaders = { 'X-Forwarded-For': anyAddress() };
      const context = await browser.newContext({ baseURL: portal.url, extraHTTPHeaders });
      context.on('console', (message) => {
        // While the portal is restarted, open pages cannot reach it, or are told to wait.
        if (message.type() === 'error' && !/net::ERR_|status of 503/.test(message.text())) errors.push(message.text());
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
