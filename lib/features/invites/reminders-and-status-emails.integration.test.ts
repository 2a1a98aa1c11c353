import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeExpired } from '@/lib/features/privacy/retention.writes';
import { acceptInvite } from '@/lib/features/self-serve/accept-invite';
import {
  readCustomerSession,
  sendSignInCode,
  signInByCode,
  signInByHandoff,
} from '@/lib/features/self-serve/customer-sign-in';
import { readInvite } from '@/lib/features/self-serve/read-invite';
import { stopReminders } from '@/lib/features/self-serve/stop-reminders';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import {
  emptyDatabase,
  insertCustomers,
  insertInvites,
  makeStaff,
  query,
  setUpDatabase,
} from '@/lib/platform/db/testing';
import type { Locale } from '@/lib/platform/i18n/locales';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { renewInvite, revokeInvite } from './change-invite';
import { readInvites } from './read-invites';
import { remindUnanswered } from './remind';
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

const SECRET = 'made-up-for-tests-made-up-for-tests-01';
const database = setUpDatabase({ ownEmulator: true, env: { HANDOFF_SECRET: SECRET } });
const emulator = new Emulator(database.emulator);
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

/** Runs the hourly job for so many days; returns the hours after which a reminder was sent. */
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

  test('never goes out while it is the turn of upstream, checked by a fresh read', async () => {
    await makeInvite(staff, customer);
    travel(3 * DAY_MS + 1_000);
    // The portal does not know it yet.
    await emulator.setStatus(customer.upstreamId, 'UNDER_REVIEW');
    await remindUnanswered();
    travel(5 * DAY_MS);
    await remindUnanswered();
    expect(await sent('reminder')).toEqual([]);
  });

  test('does not go out when upstream cannot be asked', async () => {
    await makeInvite(staff, customer);
    travel(3 * DAY_MS + 1_000);
    await emulator.addFault({ method: 'GET', fault: 'status:404', times: 50 });
    await remindUnanswered();
    expect(await sent('reminder')).toEqual([]);
    await emulator.clearFaults();
    await forgetUpstreamClient();
    await remindUnanswered();
    expect(await sent('reminder')).toHaveLength(1);
  });

  test('never goes out after the customer has started, or for an invite that was revoked or has expired', async () => {
    const started = await makeInvite(staff, customer);
    await acceptInvite(started.token, { code: null, wantsNewCode: false }, visitor());
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

  test('counts its days again from a renewal', async () => {
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
    const numbers = Array.from({ length: 600 }, (_, index) => index + 1);
    await insertCustomers(
      numbers.map((n) => ({
        id: `in-review-${n}`,
        upstreamId: `up-${n}`,
        email: `${n}@x.example`,
        status: 'UNDER_REVIEW',
      })),
    );
    await insertInvites(
      numbers.map((n) => ({
        id: `old-${n}`,
        customerId: `in-review-${n}`,
        email: `${n}@x.example`,
        locale: 'en',
        createdBy: 'x',
        createdAt: new Date(Date.now() - 9 * DAY_MS),
        expiresAt: new Date(Date.now() + 60 * DAY_MS),
      })),
    );
    travel(3 * DAY_MS + 1_000);
    await remindUnanswered();
    expect(await query("select invite_id from mails where kind = 'reminder'")).toEqual([{ invite_id: id }]);
  });
});

const change = async (status: string) => {
  await emulator.setStatus(customer.upstreamId, status);
  await syncCustomer(staff, customer, { source: 'webhook', force: true });
};

describe('news', () => {
  test.each([
    ['PENDING_RESPONSE', 'response_needed', 'Action required: Acme Ltd'],
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
    const look = () => syncCustomer(staff, customer, { source: 'webhook', force: true });
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

describe('news to a user whom the partner’s own product handed over', () => {
  async function handOver(email = customer.email, locale: Locale = 'es'): Promise<void> {
    const token = await new SignJWT({ email, jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('partner-portal')
      .setExpirationTime(Math.floor(Date.now() / 1000) + 120)
      .sign(new TextEncoder().encode(SECRET));
    expect(await signInByHandoff(token, locale, visitor())).toMatchObject({ ok: true });
  }

  const newestTo = async (email: string) => (await emulator.mails(email)).at(-1);

  test('speaks the language of the hand-over and leads to a sign-in that opens the business', async () => {
    await handOver();
    await change('PENDING_RESPONSE');
    expect(await sent('response_needed')).toEqual([customer.email]);
    const mail = await newestTo(customer.email);
    expect(mail?.subject).toBe('Acción requerida: Acme Ltd');
    expect(mail?.text).toContain('http://localhost:3000/onboarding\n');
    expect(mail?.text).toContain('Recibe este correo porque verifica Acme Ltd a través de');
    await sendSignInCode(customer.email, 'es', visitor());
    await deliverDueMails();
    const code = /\b(\d{6})\b/.exec((await newestTo(customer.email))?.text ?? '')?.[1] ?? '';
    const signedIn = await signInByCode(customer.email, code, 'es', visitor());
    expect(signedIn.ok && (await readCustomerSession(signedIn.value.sessionId))).toMatchObject({
      proof: 'code',
      customerIds: [customer.id],
    });
  });

  test('is one mail a change, also when the address was invited as well, in another case', async () => {
    const { token } = await makeInvite(staff, customer, { email: customer.email.toUpperCase() });
    await handOver();
    await handOver();
    await change('APPROVED');
    expect(await sent('approved')).toEqual([customer.email.toUpperCase()]);
    expect(tokenIn((await newestTo(customer.email.toUpperCase()))?.text ?? '')).toBe(token);
  });

  test('goes to no other address: not of another customer, not of one who never came', async () => {
    await handOver((await makeCustomer(staff, 'Other Ltd')).email);
    await change('APPROVED');
    expect(await sent('approved')).toEqual([]);
  });

  test('ends when an invite to the address is revoked, and begins again with the next hand-over', async () => {
    await handOver();
    const { id } = await makeInvite(staff, customer);
    travel(1_000);
    await revokeInvite(staff, id, NO_ORIGIN);
    await change('REJECTED');
    expect(await sent('rejected')).toEqual([]);
    travel(1_000);
    await handOver();
    await change('APPROVED');
    expect(await sent('approved')).toEqual([customer.email]);
  });

  test('comes also when sessions of that time are long removed', async () => {
    for (const email of [customer.email, 'nobody@unknown.example']) await handOver(email);
    travel(1_000);
    await handOver();
    travel(400 * DAY_MS);
    await removeExpired(systemScope('test'), await getDb(), 'sessions', new Date());
    expect(await query('select email from customer_sessions')).toEqual([{ email: customer.email }]);
    await change('APPROVED');
    expect(await sent('approved')).toEqual([customer.email]);
  });
});
