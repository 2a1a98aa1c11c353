import { renameSync, statSync } from 'node:fs';
import { type Browser, expect, type Page } from 'playwright/test';
import { credentialsOf, portalUrl, type Role, statePath } from './environment';

/** Signs in by the real form and waits for the page it leads to. */
export async function signIn(page: Page, role: Role): Promise<void> {
  const credentials = credentialsOf(role);
  if (credentials === null) throw new Error(`No account of the role ${role} was given.`);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(credentials.email);
  await page.getByLabel('Password').fill(credentials.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // With what it shows, where the person has a default view.
  await expect(page).toHaveURL(/\/customers(\?.*)?$/);
}

/** Sensitive acts ask again who one is when ten minutes have gone by, and a run takes longer than that. */
const FRESH_MS = 8 * 60_000;

/** Writes the signed-in state of a role, unless there is one that is fresh enough for everything. Answers where. */
export async function keepSignedIn(browser: Browser, role: Role, { maxAgeMs = FRESH_MS } = {}): Promise<string> {
  const path = statePath(role);
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (age < maxAgeMs) return path;
  const context = await browser.newContext({ baseURL: portalUrl(), storageState: { cookies: [], origins: [] } });
  await signIn(await context.newPage(), role);
  // The other worker may be reading the state of before: it finds that or this, and never a half of it.
  const unfinished = `${path}.${process.pid}`;
  await context.storageState({ path: unfinished });
  renameSync(unfinished, path);
  await context.close();
  return path;
}
