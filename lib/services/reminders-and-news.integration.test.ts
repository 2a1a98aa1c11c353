import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/db/testing';
import { NO_ORIGIN } from '@/lib/db/writes/audit';
import type { StaffScope } from '@/lib/scope';
import { renewInvite, revokeInvite } from './change-invite';
import { observeCustomer } from './observe-customer';
import { pressInvite } from './press-invite';
import { readInvite } from './read-invite';
import { readInvites } from './read-invites';
import { remindUnanswered } from './remind';
import { stopReminders } from './stop-reminders';
import { controlOf } from './testing/emulator-control';
import {
  DAY_MS,
  deliverDueMails,
  type KnownCustomer,
  makeCustomer,
  makeInvite,
  tokenIn,
  tokenOf,
  travel,
  visitor,
} from './testing/invites';
import { forgetUpstreamClient } from './testing/restart';

const database = setUpDatabase({ ownEmulator: true });
const emulator = controlOf(database.emulatorUrl);
const HOUR_MS = 60 * 60_000;

let staff: StaffScope;
let customer: KnownCustomer;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  customer = await makeCustomer(staff);
});
afterEach(() => void vi.useRealTimers());

const sent = async (kind: string) => {
  await deliverDueMails();
  const rows = await query(`select email, state from mails where kind = '${kind}' order by created_at`);
  return rows.map(({ email }) => email);
};

/** Runs the hourly job for so many days; answers with the hours after which a reminder went out. */
async function remindFor(days: number): Promise<number[]> {
  const hours: number[] = [];
  for (let hour = 1; hour <= days * 24; hour += 1) {
    travel(HOUR_MS);
    const before = (await query("select id from mails where kind = 'reminder'")).length;
    await remindUnanswered();
    const after = (await query("select id from mails where kind = 'reminder'")).length;
    for (let made = before; made < after; made += 1) hours.push(hour);
  }
  return hours;
}

describe('a reminder', () => {
  test('goes out on day 3 and 7 with the same living link, and never a third time', async () => {
    const { token } = await makeInvite(staff, customer);
    await deliverDueMails();
    expect(await remindFor(13)).toEqual([72, 168]);
    expect(await sent('reminder')).toEqual([customer.email, customer.email]);
    const [, reminder] = await emulator.mails(customer.email);
    expect(tokenIn(reminder?.text ?? '')).toBe(token);
    expect(reminder?.text).toContain(`/i/${token}/reminders`);
    expect(reminder?.headers['list-unsubscribe']).toBe(`<http://localhost:3000/i/${token}/reminders>`);
    expect(await readInvites(staff, customer.id)).toMatchObject([{ remindersSent: 2 }]);
  });

  test('goes out once when ten workers look at the same time', async () => {
    await makeInvite(staff, customer);
    travel(3 * DAY_MS + 1_000);
    await Promise.all(Array.from({ length: 10 }, () => remindUnanswered()));
    expect(await sent('reminder')).toHaveLength(1);
  });

  test('does not follow another at once when the job had been standing still', async () => {
    await makeInvite(staff, customer);
    travel(8 * DAY_MS);
    await remindUnanswered();
    travel(HOUR_MS);
    await remindUnanswered();
    expect(await sent('reminder')).toHaveLength(1);
  });

  test('never goes out while it is the turn of upstream, judged by a fresh read', async () => {
    await makeInvite(staff, customer);
    travel(3 * DAY_MS + 1_000);
    // The portal has not heard of it yet.
    await emulator.setStatus(customer.upstreamId, 'UNDER_REVIEW');
    await remindUnanswered();
    travel(5 * DAY_MS);
    await remindUnanswered();
    expect(await sent('reminder')).toEqual([]);
  });

  test('does not go out when upstream cannot be asked', async () => {
    await makeInvite(staff, customer);
    travel(3 * DAY_MS + 1_000);
    await emulator.order({ method: 'GET', fault: 'status:404', times: 50 });
    await remindUnanswered();
    expect(await sent('reminder')).toEqual([]);
    await emulator.clearFaults();
    await forgetUpstreamClient();
    await remindUnanswered();
    expect(await sent('reminder')).toHaveLength(1);
  });

  test('never goes out after the customer has started, or for an invite that was revoked or has expired', async () => {
    const started = await makeInvite(staff, customer);
    await pressInvite(started.token, { code: null, wantsNewCode: false }, visitor());
    const revoked = await makeInvite(staff, customer, { email: 'revoked@acme.example' });
    await revokeInvite(staff, revoked.id, NO_ORIGIN);
    await makeInvite(staff, customer, { email: 'expired@acme.example' });
    await query("update invites set expires_at = now() + interval '1 day' where email = 'expired@acme.example'");
    expect(await remindFor(8)).toEqual([]);
  });

  test('stops when the customer says so; the invite lives on', async () => {
    const { token } = await makeInvite(staff, customer);
    await stopReminders(token, visitor());
    await stopReminders(token, visitor());
    expect(await remindFor(8)).toEqual([]);
    expect(await readInvite(token)).not.toBeNull();
    expect(await readInvites(staff, customer.id)).toMatchObject([{ hasStoppedReminders: true }]);
    expect(await query("select actor_kind from audit where act = 'reminders.stopped'")).toEqual([
      { actor_kind: 'customer' },
    ]);
  });

  test('can be stopped by the link of an older mail too; unknown links stop nothing', async () => {
    const { id, token } = await makeInvite(staff, customer);
    await renewInvite(staff, id, NO_ORIGIN);
    for (const unknown of ['', 'D'.repeat(43), 'x']) await stopReminders(unknown, visitor());
    expect(await readInvites(staff, customer.id)).toMatchObject([{ hasStoppedReminders: false }]);
    await stopReminders(token, visitor());
    expect(await readInvites(staff, customer.id)).toMatchObject([{ hasStoppedReminders: true }]);
  });

  test('counts its days anew from a renewal', async () => {
    const { id } = await makeInvite(staff, customer);
    expect(await remindFor(8)).toEqual([72, 168]);
    await renewInvite(staff, id, NO_ORIGIN);
    expect(await remindFor(8)).toEqual([72, 168]);
    const [, , , reminder] = await emulator.mails(customer.email);
    expect(reminder).toBeUndefined();
    await deliverDueMails();
    const newest = (await emulator.mails(customer.email)).at(-1);
    expect(tokenIn(newest?.text ?? '')).toBe(await tokenOf(staff, customer, id));
  });

  test('reaches the last of many, whatever stands before it', async () => {
    const { id } = await makeInvite(staff, customer);
    await query(`insert into customers (id, upstream_id, email, status)
      select 'in-review-' || n, 'up-' || n, n || '@x.example', 'UNDER_REVIEW' from generate_series(1, 600) n`);
    await query(`insert into invites (id, customer_id, email, locale, created_by, created_at, expires_at)
      select 'old-' || n, 'in-review-' || n, n || '@x.example', 'en', 'x', now() - interval '9 days', now() + interval '60 days'
      from generate_series(1, 600) n`);
    travel(3 * DAY_MS + 1_000);
    await remindUnanswered();
    expect(await query("select invite_id from mails where kind = 'reminder'")).toEqual([{ invite_id: id }]);
  });
});

describe('news', () => {
  const change = async (status: string) => {
    await emulator.setStatus(customer.upstreamId, status);
    await observeCustomer(staff, customer, { source: 'webhook', force: true });
  };

  test.each([
    ['PENDING_RESPONSE', 'response_needed', '1Money needs something from Acme Ltd'],
    ['REJECTED', 'rejected', 'The verification of Acme Ltd was not approved'],
    ['APPROVED', 'approved', 'Acme Ltd is approved'],
  ])('of %s is mailed once to every invited address', async (status, kind, subject) => {
    const { token } = await makeInvite(staff, customer);
    await makeInvite(staff, customer, { email: 'second@acme.example' });
    const gone = await makeInvite(staff, customer, { email: 'gone@acme.example' });
    await revokeInvite(staff, gone.id, NO_ORIGIN);
    await change(status);
    await change(status);
    const everybody = [customer.email, 'second@acme.example'].sort();
    expect((await sent(kind)).sort()).toEqual(everybody);
    const mail = (await emulator.mails(customer.email)).at(-1);
    expect(mail?.subject).toBe(subject);
    expect(tokenIn(mail?.text ?? '')).toBe(token);
  });

  test('is one mail a change, also when twenty see it at once; the next time it is news again', async () => {
    await makeInvite(staff, customer);
    await emulator.setStatus(customer.upstreamId, 'PENDING_RESPONSE');
    const look = () => observeCustomer(staff, customer, { source: 'webhook', force: true });
    await Promise.all(Array.from({ length: 20 }, look));
    expect(await sent('response_needed')).toHaveLength(1);
    await change('PENDING_REVIEW');
    await change('PENDING_RESPONSE');
    expect(await sent('response_needed')).toHaveLength(2);
  });

  test('is not mailed of other changes, nor to anybody who was never invited', async () => {
    await change('APPROVED');
    await makeInvite(staff, customer, { email: 'late@acme.example' }).catch(() => null);
    const other = await makeCustomer(staff);
    await makeInvite(staff, other);
    customer = other;
    for (const status of ['PENDING_REVIEW', 'UNDER_REVIEW', 'ESCALATED', 'PENDING_APPROVAL', 'PROVISIONING', 'ODD'])
      await change(status);
    expect(await query("select id from mails where kind not in ('invite')")).toEqual([]);
  });

  test('leads to the sign-in page when the invite has expired', async () => {
    await makeInvite(staff, customer);
    travel(15 * DAY_MS);
    await change('APPROVED');
    await deliverDueMails();
    const mail = (await emulator.mails(customer.email)).at(-1);
    expect(mail?.text).toContain('http://localhost:3000/onboarding');
    expect(tokenIn(mail?.text ?? '')).toBe('');
  });
});
