import type { Page } from 'playwright/test';
import { expectAccessible } from './support/accessibility';
import { HostedForm } from './support/hosted-form';
import { createInvited, ISSUES } from './support/invites';
import { expect, test } from './support/test';

/** Goes to the form by the invite and leaves it unfinished. */
async function leaveForm(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Continue/ })
    .click();
  await new HostedForm(page).expectStep('Company');
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await expect(page).toHaveURL(/\/onboarding\/return/);
}

const face = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test('anyone who comes back reads that it is being checked, and may go on at once', { tag: '@long' }, async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { link } = await createInvited(page, emulator);
  const visitor = await openVisitor();
  const first = visitor.waitForResponse((response) => response.url().includes('/onboarding/return?'));
  await leaveForm(visitor, link);
  // The page itself may have checked already, on a busy machine.
  expect(await (await first).text()).toContain('Checking your submission…');
  const onwards = visitor.getByRole('link', { name: 'Continue the form' });
  await expect(onwards).toBeVisible();
  await expect(face(visitor, 'You haven’t submitted yet')).toBeVisible();
  await expect(visitor.getByText('Checking your submission')).toHaveCount(0);
  await visitor.getByRole('button', { name: 'Check status' }).click();
  await expect(visitor.getByText('No change yet.')).toBeVisible();
  await onwards.click();
  await expect(visitor).toHaveURL(link);
  await expect(visitor.getByRole('button', { name: 'Continue where you left off' })).toBeVisible();
});

test('the page follows the status by itself through all its faces, each of them accessible', { tag: '@long' }, async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { id, link } = await createInvited(page, emulator);
  const visitor = await openVisitor();
  await leaveForm(visitor, link);
  await emulator.submitForm(id);
  await expect(face(visitor, 'Submitted')).toBeVisible();
  await expect(visitor.getByText('We’ll email you when there’s news.')).toBeVisible();
  await expectAccessible(visitor);
  await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
  await expect(face(visitor, '1Money needs more information')).toBeVisible();
  await expect(visitor.getByText('Document unreadable')).toBeVisible();
  await expect(visitor.getByRole('link', { name: 'Continue the form' })).toHaveAttribute(
    'href',
    new URL(link).pathname,
  );
  await expectAccessible(visitor);
  await emulator.setStatus(id, 'REJECTED', ISSUES);
  await expect(face(visitor, 'Not approved')).toBeVisible();
  await expect(visitor.getByText('Document unreadable')).toBeVisible();
  await expectAccessible(visitor);
  await emulator.setStatus(id, 'ESCALATED');
  await expect(face(visitor, 'Submitted')).toBeVisible();
  await expect(visitor.locator('body')).not.toContainText(/escalat/i);
  await emulator.setStatus(id, 'PROVISIONING');
  await expect(face(visitor, 'Approved')).toBeVisible();
  await emulator.setStatus(id, 'APPROVED');
  await expect(face(visitor, 'All done')).toBeVisible();
  await expectAccessible(visitor);
});

test('without a session, without JavaScript and in the language of the invite: everything is there', {
  tag: '@long',
}, async ({ page, emulator, openVisitor }) => {
  const { link } = await createInvited(page, emulator, { locale: 'es' });
  const visitor = await openVisitor({ javaScriptEnabled: false });
  await visitor.goto(link);
  await visitor.getByRole('main').getByRole('button').click();
  await visitor.getByRole('button', { name: 'Guardar y salir' }).click();
  await expect(visitor).toHaveURL(/\/onboarding\/return/);
  await visitor.context().clearCookies();
  await visitor.reload();
  await expect(visitor.getByRole('link', { name: 'Continuar el formulario' })).toBeVisible();
  // While it is being checked the page loads itself again.
  await expect(face(visitor, 'Aún no ha enviado el formulario')).toBeVisible();
  await visitor.getByRole('button', { name: 'Consultar el estado' }).click();
  await expect(visitor.getByText('Aún no hay cambios.')).toBeVisible();
});

test('a forged, damaged or missing state shows nothing of anybody', { tag: '@long' }, async ({ openVisitor }) => {
  const visitor = await openVisitor();
  for (const query of ['', '?state=', '?state=nonsense', '?state=a.b.c']) {
    await visitor.goto(`/onboarding/return${query}`);
    await expect(face(visitor, 'This link has expired')).toBeVisible();
  }
});
