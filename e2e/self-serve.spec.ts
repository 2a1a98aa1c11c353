import { createHmac, randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { Emulator } from '../testing/emulator';
import { expectAccessible } from './support/accessibility';
import { createCustomer, newCustomer, reloadUntil } from './support/customers';
import { handoffSecret, portalUrl } from './support/environment';
import { HostedForm } from './support/hosted-form';
import { createInvited, ISSUES, mailedCode } from './support/invites';
import { joseToken, runExample, startProduct } from './support/product';
import { expect, skipLoudly, test } from './support/test';

async function askForCode(page: Page, email: string): Promise<void> {
  await page.goto('/onboarding');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByLabel('Code', { exact: true })).toBeVisible();
}

async function signIn(page: Page, emulator: Emulator, email: string): Promise<void> {
  await askForCode(page, email);
  await page.getByLabel('Code', { exact: true }).fill(await mailedCode(emulator, email));
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your businesses' })).toBeVisible();
}

test('a customer signs in by a code, sees the status in plain words, and starts the form', async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { customer, id } = await createInvited(page, emulator);
  const visitor = await openVisitor();
  await signIn(visitor, emulator, customer.email);
  const card = visitor.getByRole('region', { name: customer.company });
  await expect(card.getByText('You have not finished the form yet.')).toBeVisible();
  await expectAccessible(visitor);
  await card.getByRole('button', { name: 'Start the form' }).click();
  await new HostedForm(visitor).expectStep('Company');
  expect(await emulator.links(id)).toHaveLength(1);

  await test.step('what 1Money asks for, and no further code: the session has proven the address', async () => {
    await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
    await visitor.goto('/onboarding');
    await reloadUntil(visitor, () => expect(card.getByText('Document unreadable')).toBeVisible({ timeout: 1_000 }));
    await card.getByRole('link', { name: 'Details' }).click();
    await expect(visitor.getByText('1Money needs more information.')).toBeVisible();
    await expect(visitor).toHaveTitle(new RegExp(`^${customer.company} · `));
    await expectAccessible(visitor);
    // Clicks within three seconds count as one; a faster second one is asked to wait, and clicks again. But not before
    // the response is there: a second click would cancel the first one's way to the form, and make another link.
    const details = visitor.url();
    const form = visitor.getByRole('heading', { level: 1, name: 'Documents' });
    await expect(async () => {
      await visitor.goto(details);
      await visitor.getByRole('button', { name: 'Continue the form' }).click();
      await expect(form.or(visitor.getByText('The form is being opened already').first())).toBeVisible();
      expect(await form.isVisible()).toBe(true);
    }).toPass();
    expect(await emulator.links(id)).toHaveLength(2);
  });

  await test.step('an escalation reads like any review, and the button says why it is off', async () => {
    await emulator.setStatus(id, 'ESCALATED');
    await visitor.goto('/onboarding');
    await reloadUntil(visitor, () =>
      expect(card.getByText('Your answers are in review.')).toBeVisible({ timeout: 1_000 }),
    );
    await expect(visitor.locator('body')).not.toContainText(/escalat/i);
    await expect(card.getByRole('button')).toHaveAccessibleDescription('There is nothing to fill in at the moment.');
  });

  await test.step('signing out ends it', async () => {
    await visitor.getByRole('button', { name: 'Sign out' }).click();
    await expect(visitor.getByLabel('E-mail')).toBeVisible();
    await visitor.goto('/onboarding');
    await expect(visitor.getByLabel('E-mail')).toBeVisible();
  });
});

test('everything works without JavaScript', { tag: '@long' }, async ({ page, emulator, openVisitor }) => {
  const { customer, id } = await createInvited(page, emulator);
  const visitor = await openVisitor({ javaScriptEnabled: false });
  await visitor.goto('/onboarding');
  await visitor.locator('select[name=language]').selectOption({ label: 'English' });
  // Going elsewhere meanwhile would cut it off.
  await Promise.all([visitor.waitForEvent('load'), visitor.getByRole('button', { name: 'Change' }).click()]);
  await signIn(visitor, emulator, customer.email);
  await visitor.getByRole('button', { name: 'Start the form' }).click();
  await new HostedForm(visitor).expectStep('Company');
  expect(await emulator.links(id)).toHaveLength(1);
});

/** What the partner's own backend does, as docs/handoff.md shows it. */
function handoffToken(email: string, secret: string, changes: Record<string, unknown> = {}): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 120;
  const claims = { aud: 'partner-portal', email, jti: randomUUID(), exp, ...changes };
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** Clicks the button on a page of another site. */
async function handOver(page: Page, token: string): Promise<void> {
  await page.route('http://product.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<link rel="icon" href="data:,"><form method="post" action="${portalUrl()}/onboarding/handoff">
        <input type="hidden" name="token" value="${token}"><button>Verify my business</button></form>`,
    }),
  );
  await page.goto('http://product.example/');
  await page.getByRole('button', { name: 'Verify my business' }).click();
}

test('the partner’s own product hands its user over, once per token', async ({ page, openVisitor }, testInfo) => {
  const secret = handoffSecret();
  if (secret === null) return skipLoudly(testInfo, 'the secret of hand-overs is not known');
  const customer = await createCustomer(page);
  const visitor = await openVisitor();
  const token = handoffToken(customer.email, secret);
  await handOver(visitor, token);
  await expect(visitor.getByRole('region', { name: customer.company })).toBeVisible();
  await expect(visitor).toHaveURL(`${portalUrl()}/onboarding`);

  const early = await openVisitor();
  // Templates put blanks around what they fill in.
  await handOver(early, `\n  ${handoffToken(newCustomer().email, secret)} `);
  await expect(early.getByRole('heading', { level: 1, name: 'Your verification isn’t set up yet' })).toBeVisible();
  await expectAccessible(early);

  const dead = [
    token,
    handoffToken(customer.email, 'another secret, of somebody else altogether'),
    handoffToken(customer.email, secret, { exp: Math.floor(Date.now() / 1000) + 3600 }),
    handoffToken(customer.email, secret, { exp: Math.floor(Date.now() / 1000) - 60 }),
    handoffToken(customer.email, secret, { aud: 'another-product' }),
    'nonsense',
  ];
  for (const refused of dead) {
    const other = await openVisitor();
    await handOver(other, refused);
    await expect(other.getByText('This hand-over is no longer valid.')).toBeVisible();
  }
});

test(
  'the examples of docs/handoff.md work as they stand',
  { tag: '@long' },
  async ({ page, openVisitor }, testInfo) => {
    const secret = handoffSecret();
    if (secret === null) return skipLoudly(testInfo, 'the secret of hand-overs is not known');
    const customer = await createCustomer(page);
    const product = await startProduct(customer.email, secret);
    const made = await runExample(joseToken(customer.email), secret);
    try {
      const visitor = await openVisitor();
      await visitor.goto(product.url);
      await visitor.getByRole('button', { name: 'Verify my business' }).click();
      await expect(visitor).toHaveURL(`${portalUrl()}/onboarding`);
      await expect(visitor.getByRole('region', { name: customer.company })).toBeVisible();
      const other = await openVisitor({ javaScriptEnabled: false });
      await handOver(other, made.line);
      await expect(other.getByRole('region', { name: customer.company })).toBeVisible();
    } finally {
      product.stop();
      made.stop();
    }
  },
);

test('a hand-over is a form and never a link', { tag: '@long' }, async ({ openVisitor }) => {
  const visitor = await openVisitor();
  await visitor.goto('/onboarding/handoff?token=whatever');
  await expect(visitor).toHaveURL(`${portalUrl()}/onboarding`);
  await expect(visitor.getByLabel('E-mail')).toBeVisible();
});
