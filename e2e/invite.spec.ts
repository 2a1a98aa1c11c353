import { expectAccessible } from './support/accessibility';
import { reloadUntil } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { createInvited, ISSUES, linkOf, mailedCode, mailedLink, otherCode } from './support/invites';
import { Keyboard } from './support/keyboard';
import { expect, test } from './support/test';

const START = { name: 'Continue to the form' };
const UNKNOWN = `/i/${'n'.repeat(43)}`;

test('from the mail to the approval, by keyboard', async ({ page, emulator, openVisitor }) => {
  const { customer, id, link } = await createInvited(page, emulator, { message: 'Please finish by Friday.' });
  await mailedLink(emulator, customer.email);
  const visitor = await openVisitor();
  const keyboard = new Keyboard(visitor);
  await visitor.goto(`${emulator.address.url}/mail`);
  await keyboard.press(visitor.getByRole('row').filter({ hasText: customer.email }).getByRole('link'));
  await keyboard.press(visitor.getByRole('link', { name: link }));
  await expect(visitor.getByRole('heading', { level: 1, name: 'Verify your business with 1Money' })).toBeVisible();
  await expect(visitor.getByText('Please finish by Friday.')).toBeVisible();
  await expect(visitor.locator('body')).not.toContainText(customer.email);
  await expect(visitor.locator('body')).not.toContainText(customer.company);
  await keyboard.press(visitor.getByRole('button', START));
  await keyboard.completeForm(customer.company);
  await visitor.waitForURL(/\/onboarding\/return/);
  await expect(visitor.getByRole('heading', { level: 1, name: 'Submitted' })).toBeVisible();
  await emulator.setStatus(id, 'APPROVED');
  await expect(visitor.getByRole('heading', { level: 1, name: 'All done' })).toBeVisible();
  expect(await emulator.links(id)).toHaveLength(1);
});

test('a screen reader is told what each part is called', async ({ page, emulator, openVisitor }) => {
  const { id, link } = await createInvited(page, emulator, { message: 'Hello!' });
  const visitor = await openVisitor();
  await visitor.goto(link);
  await expect(visitor.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner
    - main:
      - heading "Verify your business with 1Money" [level=1]
      - paragraph
      - figure "A message from Partner portal":
        - blockquote: Hello!
      - button "Continue to the form"
    - contentinfo:
      - combobox "Language"
      - button "Change"
  `);
  await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
  await visitor.getByRole('button', START).click();
  await expect(visitor.getByRole('main')).toMatchAriaSnapshot(`
    - heading "1Money needs more information" [level=1]
    - heading "Enter the code from your e-mail" [level=2]
    - textbox "Code"
    - button "Continue"
    - button "Send a new code"
  `);
  await expect(visitor.getByRole('textbox', { name: 'Code' })).toHaveAccessibleDescription(/six digits to r…/);
});

test('every dead link shows the same page, whose button mails a new link to the address on file', async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { customer, link } = await createInvited(page, emulator);
  await mailedLink(emulator, customer.email);
  await page.getByRole('button', { name: 'Renew' }).click();
  await expect(async () => expect(await linkOf(page, customer)).not.toBe(link)).toPass();
  await mailedLink(emulator, customer.email, 2);
  const visitor = await openVisitor();
  const texts: unknown[] = [];
  // The first as a mail program mangles it.
  for (const dead of [`${link}\u200b).`, link.replace(/.$/, link.endsWith('A') ? 'B' : 'A'), UNKNOWN]) {
    await visitor.goto(dead);
    await visitor.getByRole('button', { name: 'E-mail me a new link' }).click();
    await expect(
      visitor.getByRole('status').filter({ hasText: 'If this link belongs to an invitation' }),
    ).toBeVisible();
    texts.push(await visitor.getByRole('main').textContent());
  }
  expect(new Set(texts).size).toBe(1);
  await visitor.goto(await mailedLink(emulator, customer.email, 3));
  await expect(visitor.getByRole('button', START)).toBeVisible();
});

test('forwarded to a stranger, the code stops them where data is in the form already', { tag: '@long' }, async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { customer, id, link } = await createInvited(page, emulator);
  await emulator.submitForm(id);
  await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
  const stranger = await openVisitor();
  await stranger.goto(link);
  await reloadUntil(stranger, () =>
    expect(stranger.getByRole('button', { name: /^Continue/ })).toBeVisible({ timeout: 1_000 }),
  );
  await stranger.getByRole('button', { name: /^Continue/ }).click();
  const field = stranger.getByLabel('Code', { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  const code = await mailedCode(emulator, customer.email);
  await field.fill(otherCode(code));
  await stranger.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(stranger.getByText('This code is not right')).toBeVisible();
  await expect(field).toHaveAccessibleDescription(/not right/);
  expect(await emulator.links(id)).toHaveLength(0);

  await test.step('who reads the mail gets in, with a new code', async () => {
    await stranger.getByRole('button', { name: 'Send a new code' }).click();
    // The mail may be there sooner than the answer, whose field is another one.
    await expect(stranger.getByText('This code is not right')).toHaveCount(0);
    const next = await mailedCode(emulator, customer.email, 2);
    await field.fill(next);
    await stranger.getByRole('button', { name: 'Continue', exact: true }).click();
    await new HostedForm(stranger).expectStep('Documents');
    expect(await emulator.links(id)).toHaveLength(1);
  });
});

test('a double click creates one link; the back button leads to a page whose button makes a fresh one', {
  tag: '@long',
}, async ({ page, emulator, openVisitor }) => {
  const { id, link } = await createInvited(page, emulator);
  const visitor = await openVisitor();
  await visitor.goto(link);
  await visitor.getByRole('button', START).dblclick();
  await new HostedForm(visitor).expectStep('Company');
  expect(await emulator.links(id)).toHaveLength(1);
  await visitor.goBack();
  const again = visitor.getByRole('button', { name: /^Continue/ });
  await expect(again).toBeVisible();
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 2_000 });
    await expect(visitor).toHaveURL(/\/onboarding\/company/, { timeout: 3_000 });
  }).toPass();
  expect(await emulator.links(id)).toHaveLength(2);
});

test.describe('without JavaScript', () => {
  test('the click, the code and the new link all work', { tag: '@long' }, async ({ page, emulator, openVisitor }) => {
    const first = await createInvited(page, emulator);
    const visitor = await openVisitor({ javaScriptEnabled: false });
    await visitor.goto(first.link);
    await visitor.getByRole('button', START).click();
    await new HostedForm(visitor).expectStep('Company');
    expect(await emulator.links(first.id)).toHaveLength(1);

    const { customer, id, link } = await createInvited(page, emulator);
    await emulator.setStatus(id, 'REJECTED', ISSUES);
    await visitor.goto(link);
    await visitor.getByRole('main').getByRole('button').click();
    const code = await mailedCode(emulator, customer.email);
    await visitor.getByLabel('Code', { exact: true }).fill(otherCode(code));
    await visitor.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(visitor.getByText('This code is not right')).toBeVisible();
    await visitor.getByLabel('Code', { exact: true }).fill(code);
    await visitor.getByRole('button', { name: 'Continue', exact: true }).click();
    await new HostedForm(visitor).expectStep('Documents');
    expect(await emulator.links(id)).toHaveLength(1);

    // The browser is not asked for a code again. Clicks within three seconds count as one.
    const form = visitor.getByRole('heading', { level: 1, name: 'Documents' });
    await expect(async () => {
      await visitor.goto(link);
      await visitor.getByRole('button', { name: 'Continue the form' }).click();
      await expect(form.or(visitor.getByText('The form is being opened already').first())).toBeVisible();
      expect(await form.isVisible()).toBe(true);
    }).toPass();

    await visitor.goto(UNKNOWN);
    await visitor.getByRole('button', { name: 'E-mail me a new link' }).click();
    await expect(visitor.getByText('If this link belongs to an invitation')).toBeVisible();
  });
});

const LANGUAGES = [
  ['English', 'en', 'ltr', 'Verify your business with 1Money'],
  ['Español', 'es', 'ltr', 'Verifique su empresa con 1Money'],
  ['Português (Brasil)', 'pt-BR', 'ltr', 'Verifique sua empresa com a 1Money'],
  ['简体中文', 'zh-CN', 'ltr', '在 1Money 完成企业认证'],
  ['العربية', 'ar', 'rtl', 'التحقق من شركتك لدى 1Money'],
] as const;

test('the page speaks the language of the invite, and the one the visitor chooses', async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { link } = await createInvited(page, emulator, { locale: 'es' });
  const visitor = await openVisitor({ locale: 'ar' });
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Verifique su empresa con 1Money');
  for (const [language, tag, direction, title] of LANGUAGES)
    await test.step(language, async () => {
      await visitor.locator('select[name=language]').selectOption({ label: language });
      await visitor.getByRole('contentinfo').getByRole('button').click();
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(visitor.locator(`html[lang="${tag}"][dir=${direction}]`)).toBeVisible();
      await visitor.setViewportSize({ width: 320, height: 700 });
      const overflow = await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    });
  // The choice stays for other pages.
  await visitor.goto('/onboarding');
  await expect(visitor.locator('html[lang=ar][dir=rtl]')).toBeVisible();
});

test('inside another app the page says how to leave it', { tag: '@long' }, async ({ page, emulator, openVisitor }) => {
  const { link } = await createInvited(page, emulator);
  const inApp = await openVisitor({ userAgent: 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Instagram 389.0.0' });
  await inApp.goto(link);
  await expect(inApp.getByText('open this page in your browser')).toBeVisible();
  const plain = await openVisitor();
  await plain.goto(link);
  await expect(plain.getByRole('button', START)).toBeVisible();
  await expect(plain.getByText('open this page in your browser')).toHaveCount(0);
});

test('reminders stop at a click and not by looking', { tag: '@long' }, async ({ page, emulator, openVisitor }) => {
  const { link, staffUrl } = await createInvited(page, emulator);
  const visitor = await openVisitor();
  await visitor.goto(`${link}/reminders`);
  await page.goto(staffUrl);
  await expect(page.getByText('The customer wants no more reminders')).toHaveCount(0);
  await visitor.getByRole('button', { name: 'Stop reminders' }).click();
  await expect(visitor.getByText('You will get no more reminders')).toBeVisible();
  await page.goto(staffUrl);
  await expect(page.getByText('The customer wants no more reminders')).toBeVisible();
});

test('accessible in each state, light and dark, left to right and right to left', { tag: '@long' }, async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { id, link } = await createInvited(page, emulator, { locale: 'ar', message: 'Hello!' });
  const visitor = await openVisitor();
  await visitor.goto(link);
  await expectAccessible(visitor);
  await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
  await visitor.getByRole('main').getByRole('button').click();
  await expect(visitor.locator('input[name=code]')).toBeVisible();
  await expectAccessible(visitor);
  await emulator.setStatus(id, 'APPROVED');
  await reloadUntil(visitor, () =>
    expect(visitor.getByRole('main').getByRole('button')).toHaveCount(0, { timeout: 1_000 }),
  );
  await expectAccessible(visitor);
  for (const [dead, title] of [
    [UNKNOWN, 'This link no longer works'],
    [link.slice(0, -5), 'This link is incomplete'],
  ] as const) {
    await visitor.goto(dead);
    await expect(visitor.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(visitor);
  }
  await visitor.goto(`${link}/reminders`);
  await expectAccessible(visitor);
});
