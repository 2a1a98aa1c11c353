// @ts-check
/** What the pictures are made with: pages of their own, the emulator, the statuses. */
import { PASSWORD } from '../environment.ts';

/** @typedef {import('playwright').Page} Page */
/** @typedef {(page: Page, name: string, title: string) => Promise<void>} Take */
/**
 * @typedef {object} Fixtures
 * @property {import('playwright').Browser} browser
 * @property {string} url
 * @property {string} emulatorUrl
 * @property {(...sql: string[]) => Promise<void>} changeRows
 * @property {Take} take
 */

export const STATUSES = /** @type {const} */ ([
  ['INIT', 'not submitted'],
  ['PENDING_REVIEW', 'waiting for review'],
  ['UNDER_REVIEW', 'under review'],
  ['PENDING_RESPONSE', 'response needed'],
  ['ESCALATED', 'escalated'],
  ['PENDING_APPROVAL', 'waiting for approval'],
  ['PROVISIONING', 'setting up'],
  ['APPROVED', 'approved'],
  ['REJECTED', 'rejected'],
  ['SOMETHING_NEW', 'unrecognised'],
]);
export const ISSUES = {
  company_issues: {
    company_name: 'Northwind Lab Supplies GmbH',
    reject_reason: 'Document unreadable',
    description: 'The certificate of incorporation cannot be read. Please send a colour scan of all pages.',
  },
  associated_person_issues: [
    {
      associated_person_id: 'person-1',
      name: 'Robin Example',
      reject_reason: 'Address differs',
      description: 'The proof of address shows another street than the form.',
    },
  ],
};

/** @param {Fixtures} world */
export async function openPage({ browser, url }) {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { 'X-Forwarded-For': `198.18.0.${1 + Math.floor(Math.random() * 250)}` },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** @param {Fixtures} _world @param {Page} page @param {string} role */
export async function signIn(_fixtures, page, role) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(`${role}@demo.example`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/customers/);
}

/** @param {Fixtures} world @param {string} method @param {string} path @param {unknown} [body] */
export async function control({ emulatorUrl }, method, path, body) {
  const response = await fetch(`${emulatorUrl}/__emulator${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${method} ${path}.`);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

/** @param {Fixtures} world @param {string} to @param {RegExp} pattern @returns {Promise<string>} */
export async function mailed(fixtures, to, pattern) {
  return until(async () => {
    const { mails } = await control(fixtures, 'GET', `/mail?to=${encodeURIComponent(to)}`);
    for (const { text } of mails.toReversed()) {
      const found = pattern.exec(text);
      if (found) return found[1] ?? found[0];
    }
    return null;
  });
}

/** @template T @param {() => Promise<T | null>} ask @returns {Promise<T>} */
export async function until(ask) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const found = await ask();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('What the pictures wait for did not come.');
}
