import { expect, type Page } from 'playwright/test';
import { credentialsOf, type Role } from './environment';

/** Signs in by the real form and waits for the page it leads to. */
export async function signIn(page: Page, role: Role): Promise<void> {
  const credentials = credentialsOf(role);
  if (credentials === null) throw new Error(`No account of the role ${role} was given.`);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(credentials.email);
  await page.getByLabel('Password').fill(credentials.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/customers$/);
}
