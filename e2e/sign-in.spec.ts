import { credentialsOf, portalUrl } from './support/environment';
import { signIn } from './support/sign-in';
import { expect, SESSION_ENDED, test } from './support/test';

test.use({ role: null });

test('a member of staff signs in and lands on the customers', async ({ page }) => {
  await signIn(page, 'operator');
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});

test('a wrong password and an unknown address get the same answer, and the address stays typed', async ({ page }) => {
  const answers: (string | null)[] = [];
  const known = credentialsOf('viewer')?.email ?? 'viewer@demo.example';
  for (const email of [known, 'nobody@unknown.example']) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('certainly-not-the-password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert').filter({ hasText: /\w/ });
    await expect(alert).toBeVisible();
    answers.push(await alert.textContent());
    await expect(page.getByLabel('E-mail')).toHaveValue(email);
    await expect(page.getByLabel('Password')).toHaveValue('');
  }
  expect(answers[0]).toBe(answers[1]);
});

test('anyone who opens a page signed out gets there after signing in', async ({ page }) => {
  await page.goto('/customers?search=acme');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const credentials = credentialsOf('operator');
  await page.getByLabel('E-mail').fill(credentials?.email ?? '');
  await page.getByLabel('Password').fill(credentials?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/customers\?search=acme$/);
});

test('the other name of this machine leads to the one that cookies are for', { tag: '@long' }, async ({ page }) => {
  const own = new URL(portalUrl());
  test.skip(own.hostname !== 'localhost', 'the portal is not on this machine');
  await page.goto(`http://127.0.0.1:${own.port}/customers?status=INIT`);
  await expect(page).toHaveURL(`${own.origin}/sign-in?next=%2Fcustomers%3Fstatus%3DINIT`);
});

test('signing out ends the session on the server, also for a copied cookie', async ({
  page,
  context,
  request,
  consoleErrors,
}) => {
  consoleErrors.allow(SESSION_ENDED);
  await signIn(page, 'operator');
  const cookies = await context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const before = await request.get('/api/customers', { headers: { Cookie: cookie } });
  expect(before.status()).toBe(200);

  await page.getByRole('banner').locator('summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const after = await request.get('/api/customers', { headers: { Cookie: cookie } });
  expect(after.status()).toBe(401);
});

test('the session cookie is kept from scripts and from other sites', { tag: '@long' }, async ({ page, context }) => {
  await signIn(page, 'operator');
  const session = (await context.cookies()).filter((cookie) => cookie.httpOnly);
  expect(session.length).toBeGreaterThan(0);
  // Over plain http, which only loopback addresses may use, browsers would drop a cookie marked as secure.
  const secure = portalUrl().startsWith('https:');
  for (const cookie of session) expect(cookie).toMatchObject({ sameSite: 'Lax', secure, path: '/' });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('signing in works', async ({ page }) => {
    await signIn(page, 'operator');
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  });
});
