/** A second factor: an app, recovery codes, a passkey; losing it, and losing the password too. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { Emulator } from '../testing/emulator';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';
import { codeOf } from './support/totp';

test.use({ role: 'admin' });

const PASSWORD = 'bramble otter violin';
async function mailedPasswordLink(emulator: Emulator, to: string, subject: RegExp): Promise<string> {
  let link = '';
  await expect(async () => {
    const text = (await emulator.mails(to)).findLast((mail) => subject.test(mail.subject))?.text ?? '';
    link = /https?:\/\/\S+\/password\/[\w-]{43}/.exec(text)?.[0] ?? '';
    expect(link).not.toBe('');
  }).toPass({ intervals: [200] });
  return link;
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.locator('summary').filter({ hasText: name }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

test('a colleague adds an app and a passkey, signs in by each, and gets back in after losing everything', {
  tag: '@long',
}, async ({ page, openVisitor, emulator }) => {
  const tag = randomUUID().slice(0, 8);
  const email = `ellen.${tag}@staff.example`;
  const name = `Ellen ${tag}`;
  const ellen = await openVisitor({ storageState: { cookies: [], origins: [] } });
  await test.step('invited, with a password of her own', async () => {
    await page.goto('/team');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Role', { exact: true }).selectOption('viewer');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await ellen.goto(await mailedPasswordLink(emulator, email, /Your account/));
    await ellen.getByLabel('Your name').fill(name);
    await ellen.getByLabel('Password').fill(PASSWORD);
    await ellen.getByRole('button', { name: 'Set password' }).click();
    await expect(ellen.getByText('Your password is set.')).toBeVisible();
    await signIn(ellen, email);
    await expect(ellen).toHaveURL(/\/customers$/);
  });

  let secret = '';
  let recovery = '';
  await test.step('adds an app, and is shown recovery codes once', async () => {
    await ellen.locator('summary').filter({ hasText: name }).click();
    await ellen.getByRole('link', { name: 'Your sign-in' }).click();
    await ellen.getByRole('button', { name: 'Add an authenticator app' }).click();
    await expect(ellen.getByAltText('QR code for the authenticator app')).toBeVisible();
    secret = (await ellen.locator('code').textContent()) ?? '';
    await expectAccessible(ellen);
    await ellen.getByLabel('Code that the app shows').fill('000000');
    await ellen.getByRole('button', { name: 'Add the app' }).click();
    await expect(ellen.getByText('This is not the code that the app shows now.')).toBeVisible();
    await ellen.getByLabel('Code that the app shows').fill(codeOf(secret, 0));
    await ellen.getByRole('button', { name: 'Add the app' }).click();
    const codes = ellen.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    recovery = (await codes.first().textContent()) ?? '';
    await expectAccessible(ellen);
    await ellen.reload();
    await expect(ellen.getByText('10 codes left.')).toBeVisible();
    await expect(codes).toHaveCount(0);
  });

  await test.step('the password is only the first step now', async () => {
    await signOut(ellen, name);
    await signIn(ellen, email);
    await expect(ellen.getByRole('heading', { name: 'One more step' })).toBeVisible();
    await expectAccessible(ellen);
    await ellen.goto('/customers');
    await expect(ellen).toHaveURL(/\/sign-in\?/);
    await ellen.goto('/sign-in/second-step');
    await ellen.getByLabel('Code').fill('000000');
    await ellen.getByRole('button', { name: 'Sign in' }).click();
    await expect(ellen.getByText('That does not fit.')).toBeVisible();
    await ellen.getByLabel('Code').fill(codeOf(secret, 1));
    await ellen.getByRole('button', { name: 'Sign in' }).click();
    await expect(ellen).toHaveURL(/\/customers$/);
  });

  await test.step('a recovery code does instead, without scripts too', async () => {
    const plain = await openVisitor({ javaScriptEnabled: false, storageState: { cookies: [], origins: [] } });
    await signIn(plain, email);
    await plain.getByLabel('Code').fill(recovery.toUpperCase());
    await plain.getByRole('button', { name: 'Sign in' }).click();
    await expect(plain).toHaveURL(/\/customers$/);
  });

  await test.step('a passkey signs in without the password', async () => {
    const devices = await ellen.context().newCDPSession(ellen);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await ellen.goto('/account');
    await ellen.getByLabel('Name of the passkey').fill('Laptop');
    await ellen.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(ellen.getByRole('button', { name: 'Remove Laptop' })).toBeVisible();
    await ellen.getByText('Rename… Laptop').click();
    await ellen.getByLabel('New name of Laptop').fill('Old laptop');
    await ellen.getByRole('button', { name: 'Rename Laptop' }).click();
    await expect(ellen.getByRole('button', { name: 'Remove Old laptop' })).toBeVisible();
    await expectAccessible(ellen);
    await signOut(ellen, name);
    await ellen.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(ellen).toHaveURL(/\/customers$/);
    await signOut(ellen, name);
    await signIn(ellen, email);
    await ellen.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(ellen).toHaveURL(/\/customers$/);
  });

  await test.step('everything is lost: an admin removes the factor, a mail brings a new password', async () => {
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: email });
    await row.getByText('Remove second factor…').click();
    await row.getByRole('button', { name: `Remove second factor ${name}` }).click();
    await expect(row).not.toContainText('With a second factor');
    await ellen.goto('/sign-in');
    await ellen.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(ellen.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
    await ellen.getByLabel('E-mail').fill(email);
    await expectAccessible(ellen);
    await ellen.getByRole('button', { name: 'Send the link' }).click();
    await expect(ellen.getByText(`If ${email} has an account`)).toBeVisible();
    await ellen.goto(await mailedPasswordLink(emulator, email, /Set a new password/));
    await ellen.getByLabel('Password').fill('another bramble otter');
    await ellen.getByRole('button', { name: 'Set password' }).click();
    await signIn(ellen, email, 'another bramble otter');
    await expect(ellen).toHaveURL(/\/customers$/);
  });
});
