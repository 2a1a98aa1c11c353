/** Invites over time and with a mail server that misbehaves, on a portal of their own. */
import type { Page } from 'playwright/test';
import { openList, reloadUntil, row } from './support/customers';
import { HostedForm } from './support/hosted-form';
import { createInvited, type Invited, ISSUES, linkOf, mailedLink } from './support/invites';
import { expect, type OwnPortal, test } from './support/own-portal';

test.slow();

const state = (page: Page, words: string) => page.getByRole('listitem').getByText(words, { exact: true });

/** As if an invite had been made days ago. */
const aged = ({ customer }: Invited, days: number) =>
  `update invites set created_at = created_at - interval '${days} days', expires_at = expires_at - interval '${days} days',
    last_reminded_at = last_reminded_at - interval '${days} days' where email = '${customer.email}'`;
/** The hourly job, now. */
const REMIND = "insert into pgboss.job (name) values ('remind')";

async function reminders(portal: OwnPortal, { customer }: Invited): Promise<readonly string[]> {
  const mails = await portal.emulator.mails(customer.email);
  return mails.filter(({ subject }) => subject.startsWith('Reminder')).map(({ text }) => text);
}

async function expectReminders(portal: OwnPortal, invited: Invited, count: number): Promise<void> {
  const found = () => reminders(portal, invited).then(({ length }) => length);
  await expect.poll(found, { timeout: 60_000 }).toBe(count);
}

test('a mail that is refused is told with the mail server’s own words, and the link can be copied', async ({
  portal,
  openStaff,
  openVisitor,
}) => {
  const { emulator } = portal;
  const staff = await openStaff('operator');
  await emulator.setMailBehaviour({ mode: 'refuse' });
  const { customer, link } = await createInvited(staff, emulator);
  await reloadUntil(staff, () => expect(state(staff, 'Not delivered')).toBeVisible({ timeout: 1_000 }));
  await expect(staff.getByRole('listitem').getByText('Refused by order')).toBeVisible();
  expect(await emulator.mails(customer.email)).toEqual([]);
  await openList(staff, customer);
  await expect(row(staff, customer).getByText('Invite not delivered')).toBeVisible();

  const visitor = await openVisitor();
  await visitor.goto(link);
  await expect(visitor.getByRole('button', { name: 'Continue to the form' })).toBeVisible();

  await emulator.setMailBehaviour({ mode: 'accept' });
  await staff.goBack();
  await staff.getByRole('button', { name: 'Send again' }).click();
  expect(await mailedLink(emulator, customer.email)).toBe(link);
});

test('days later: an expired invite is renewed by a mail, reminders come and can be stopped, news still come', async ({
  portal,
  openStaff,
  openVisitor,
}) => {
  test.setTimeout(240_000);
  const { emulator } = portal;
  const staff = await openStaff('operator');
  const expired = await createInvited(staff, emulator);
  const reminded = await createInvited(staff, emulator);
  const stopped = await createInvited(staff, emulator);
  for (const { customer } of [expired, reminded, stopped]) await mailedLink(emulator, customer.email);
  await portal.changeRows(aged(expired, 15), aged(reminded, 3), aged(stopped, 3), REMIND);

  await test.step('the expired link offers a new mail, which goes to the address on file', async () => {
    await staff.goto(expired.staffUrl);
    await expect(state(staff, 'Expired')).toBeVisible();
    const visitor = await openVisitor();
    await visitor.goto(expired.link);
    await expect(visitor.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await visitor.getByRole('button', { name: 'E-mail me a new link' }).click();
    const next = await mailedLink(emulator, expired.customer.email, 2);
    expect(next).not.toBe(expired.link);
    await staff.reload();
    expect(await linkOf(staff, expired.customer)).toBe(next);
    await visitor.goto(expired.link);
    await expect(visitor.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await visitor.goto(next);
    await visitor.getByRole('button', { name: 'Continue to the form' }).click();
    await new HostedForm(visitor).expectStep('Company');
    expect(await emulator.links(expired.id)).toHaveLength(1);
  });

  await test.step('on the third day a reminder comes with the same living link, and a way to stop more', async () => {
    await expectReminders(portal, reminded, 1);
    await expectReminders(portal, stopped, 1);
    const [text = ''] = await reminders(portal, stopped);
    expect(text).toContain(`${stopped.link}\n`);
    const visitor = await openVisitor();
    await visitor.goto(/https?:\/\/\S+\/reminders/.exec(text)?.[0] ?? '');
    await visitor.getByRole('button', { name: 'Stop reminders' }).click();
    await expect(visitor.getByText('You will get no more reminders')).toBeVisible();
    await visitor.goto(stopped.link);
    await expect(visitor.getByRole('button', { name: 'Continue to the form' })).toBeVisible();
  });

  await test.step('on the seventh day only who did not stop them is reminded, and news reach both', async () => {
    await portal.changeRows(aged(reminded, 4), aged(stopped, 4), REMIND);
    await expectReminders(portal, reminded, 2);
    await expectReminders(portal, stopped, 1);
    for (const { id, customer } of [reminded, stopped]) {
      await emulator.submitForm(id);
      await emulator.setStatus(id, 'PENDING_RESPONSE', ISSUES);
      const news = async () => (await emulator.mails(customer.email)).map(({ subject }) => subject);
      await expect.poll(news, { timeout: 60_000 }).toContain(`1Money needs something from ${customer.company}`);
    }
    expect(await reminders(portal, reminded)).toHaveLength(2);
  });
});
