import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listCustomers } from '@/lib/features/customers/customer-list.queries';
import { getCustomerDetail } from '@/lib/features/customers/customers.queries';
import { revokeInvite } from '@/lib/features/invites/change-invite';
import {
  deliverDueMails,
  type KnownCustomer,
  MINUTE_MS,
  makeCustomer,
  makeInvite,
  travel,
  visitor,
} from '@/lib/features/invites/testing/invites';
import { startOnboarding } from '@/lib/features/onboarding/start-onboarding';
import { readCustomer, readCustomerPage } from '@/lib/features/sync/read-customers';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { CustomerScope, StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import {
  dumpDatabase,
  emptyDatabase,
  insertCustomers,
  makeStaff,
  query,
  setUpDatabase,
} from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { customerScope } from './customer-scope';
import {
  readCustomerSession,
  sendSignInCode,
  signInByCode,
  signInByHandoff,
  signOutCustomer,
} from './customer-sign-in';
import { parsePageNumber, readMyBusinesses } from './read-my-businesses';

const SECRET = 'made-up-for-tests-made-up-for-tests-01';
const database = setUpDatabase({ ownEmulator: true, env: { HANDOFF_SECRET: SECRET } });
const emulator = new Emulator(database.emulator);

let staff: StaffScope;
let customer: KnownCustomer;
let stranger: KnownCustomer;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
  [customer, stranger] = [await makeCustomer(staff), await makeCustomer(staff, 'Stranger Ltd')];
});
afterEach(() => void vi.useRealTimers());

async function codeFor(email: string): Promise<string> {
  expect(await sendSignInCode(email, 'en', visitor())).toEqual({ ok: true, value: null });
  await deliverDueMails();
  const mail = (await emulator.mails(email)).at(-1);
  return /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? 'no code';
}

async function signIn(email = customer.email): Promise<string> {
  const signedIn = await signInByCode(email, await codeFor(email), 'en', visitor());
  if (!signedIn.ok) throw new Error(`Not signed in: ${JSON.stringify(signedIn.error)}`);
  return signedIn.value.sessionId;
}

describe('signing in by a code', () => {
  test('opens a session for exactly the businesses the address was invited for', async () => {
    await makeInvite(staff, customer);
    await makeInvite(staff, stranger, { email: customer.email.toUpperCase() });
    await makeInvite(staff, await makeCustomer(staff, 'Third Ltd'));
    const scope = await readCustomerSession(await signIn(customer.email.toUpperCase()));
    expect(scope).toMatchObject({ kind: 'customer', proof: 'code', email: customer.email, inviteId: null });
    expect([...(scope?.customerIds ?? [])].sort()).toEqual([customer.id, stranger.id].sort());
    expect(await query("select actor_label from audit where act = 'customer.signed_in'")).toEqual([
      { actor_label: customer.email },
    ]);
  });

  test('says the same for an address no one knows, and mails it nothing', async () => {
    await makeInvite(staff, customer);
    await deliverDueMails();
    const results = [
      await sendSignInCode(customer.email, 'en', visitor()),
      await sendSignInCode('nobody@unknown.example', 'en', visitor()),
      // The customer's own address counts only once it was invited.
      await sendSignInCode(stranger.email, 'en', visitor()),
    ];
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    await deliverDueMails();
    expect(await emulator.mails('nobody@unknown.example')).toEqual([]);
    expect(await emulator.mails(stranger.email)).toEqual([]);
    const wrong = { error: { kind: 'invalid_input', fields: { code: 'wrong' } } };
    expect(await signInByCode(customer.email, 'not it', 'en', visitor())).toMatchObject(wrong);
    expect(await signInByCode('nobody@unknown.example', '123456', 'en', visitor())).toMatchObject(wrong);
  });

  test('says the same when the address has had its three mails of the hour', async () => {
    await makeInvite(staff, customer);
    for (let asked = 0; asked < 5; asked += 1)
      expect(await sendSignInCode(customer.email, 'en', visitor())).toEqual({ ok: true, value: null });
    expect(await query("select id from mails where kind = 'code'")).toHaveLength(3);
  });

  test('is limited for the address it comes from', async () => {
    const origin = visitor();
    for (let tries = 0; tries < 30; tries += 1) await signInByCode(customer.email, '000000', 'en', origin);
    expect(await signInByCode(customer.email, '000000', 'en', origin)).toMatchObject({
      error: { kind: 'rate_limited' },
    });
    expect(await sendSignInCode(customer.email, 'en', origin)).toMatchObject({ error: { kind: 'rate_limited' } });
    expect((await sendSignInCode(customer.email, 'en', visitor())).ok).toBe(true);
  });

  test('takes a code once, and not the code of an invite', async () => {
    const { token } = await makeInvite(staff, customer);
    const code = await codeFor(customer.email);
    expect((await signInByCode(customer.email, code, 'en', visitor())).ok).toBe(true);
    expect((await signInByCode(customer.email, code, 'en', visitor())).ok).toBe(false);
    await emulator.setStatus(customer.upstreamId, 'PENDING_RESPONSE');
    const { acceptInvite } = await import('./accept-invite');
    await acceptInvite(token, { code: null, wantsNewCode: false }, visitor());
    await deliverDueMails();
    const mail = (await emulator.mails(customer.email)).at(-1);
    const inviteCode = /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? '';
    expect((await signInByCode(customer.email, inviteCode, 'en', visitor())).ok).toBe(false);
  });
});

describe('a session', () => {
  beforeEach(() => makeInvite(staff, customer));

  test('ends after 24 hours', async () => {
    const sessionId = await signIn();
    travel(24 * 60 * MINUTE_MS - 5_000);
    expect(await readCustomerSession(sessionId)).not.toBeNull();
    travel(10_000);
    expect(await readCustomerSession(sessionId)).toBeNull();
  });

  test('ends with the sign-out, and others of the same person go on', async () => {
    const [first, second] = [await signIn(), await signIn()];
    await signOutCustomer(first);
    expect(await readCustomerSession(first)).toBeNull();
    expect(await readCustomerSession(second)).not.toBeNull();
  });

  test('loses a business at once when its invite is revoked', async () => {
    const sessionId = await signIn();
    const [invite] = await query('select id from invites');
    await revokeInvite(staff, String(invite?.id), NO_ORIGIN);
    expect(await readCustomerSession(sessionId)).toMatchObject({ customerIds: [] });
  });

  test('is not opened by a guessed id, and its id stands nowhere in the database', async () => {
    const sessionId = await signIn();
    for (const guess of ['', 'x', sessionId.slice(1), `${sessionId} `])
      expect(await readCustomerSession(guess)).toBeNull();
    expect(await dumpDatabase()).not.toContain(sessionId);
  });
});

describe('the scope of a customer', () => {
  let scope: CustomerScope;
  beforeEach(async () => {
    await makeInvite(staff, customer);
    scope = await customerScope(customer.email, 'code');
  });

  test('reads its own business only: a foreign id answers exactly like a missing one', async () => {
    const db = await getDb();
    expect(await getCustomerDetail(scope, db, customer.id)).toMatchObject({ id: customer.id });
    for (const id of [stranger.id, stranger.upstreamId, 'no-such-customer']) {
      expect(await getCustomerDetail(scope, db, id)).toBeNull();
      expect(await readCustomer(scope, id, 'page')).toBeNull();
    }
    expect(await emulator.requests({ method: 'GET', pathEnd: stranger.upstreamId })).toEqual([]);
  });

  test('lists its own businesses only, whatever is searched', async () => {
    const all = { search: '', status: '', older: '', newer: '' };
    expect(await readCustomerPage(scope, all)).toMatchObject({ total: 1, items: [{ id: customer.id }] });
    expect((await listCustomers(scope, await getDb(), { search: 'Stranger' })).total).toBe(0);
    const nobody = await customerScope('nobody@unknown.example', 'code');
    expect(await readCustomerPage(nobody, all)).toMatchObject({ total: 0, items: [] });
  });

  test('opens onboarding of its own business only', async () => {
    const foreign = await startOnboarding(scope, stranger.id, NO_ORIGIN);
    const missing = await startOnboarding(scope, 'no-such-customer', NO_ORIGIN);
    expect(foreign).toEqual(missing);
    expect(foreign).toMatchObject({ error: { kind: 'not_found' } });
    expect(await emulator.links()).toEqual([]);
    expect((await startOnboarding(scope, customer.id, NO_ORIGIN)).ok).toBe(true);
  });

  test('holds the business of one’s own address only when the partner’s product vouches for it', async () => {
    expect((await customerScope(stranger.email, 'code')).customerIds).toEqual([]);
    expect((await customerScope(stranger.email, 'handoff')).customerIds).toEqual([stranger.id]);
  });
});

describe('the list of one’s businesses', () => {
  const NUMBERS = Array.from({ length: 45 }, (_, index) => index);
  const STATUSES = ['APPROVED', 'UNDER_REVIEW', 'REJECTED', 'PROVISIONING', 'INIT'];
  const scopeOf = (...customerIds: string[]): CustomerScope => ({
    kind: 'customer',
    proof: 'code',
    email: 'many@acme.example',
    customerIds,
    inviteId: null,
  });

  test('shows all of them over its pages, those that wait for the customer first, then by name', async () => {
    const rows = NUMBERS.map((number) => ({
      id: `many-${number}`,
      // Of several with one name the id decides.
      name: number < 10 ? 'Same Ltd' : `${number % 2 ? 'a' : 'B'}usiness ${number}`,
      status: STATUSES[number % STATUSES.length] ?? '',
    }));
    await insertCustomers(
      rows.map(({ id, name, status }) => ({
        id,
        upstreamId: `up-${id}`,
        email: `${id}@acme.example`,
        companyName: name,
        status,
      })),
    );
    const turns = [['INIT', 'REJECTED'], ['UNDER_REVIEW'], ['PROVISIONING'], ['APPROVED']];
    const byName = (one: (typeof rows)[0], other: (typeof rows)[0]) => {
      const [a, b] = [one, other].map(({ name, id }) => `${name.toLowerCase()} ${id}`);
      return (a ?? '') < (b ?? '') ? -1 : 1;
    };
    const expected = turns.flatMap((turn) => rows.filter(({ status }) => turn.includes(status)).sort(byName));
    const scope = scopeOf(...rows.map(({ id }) => id));
    const pages = [
      await readMyBusinesses(scope, 1),
      await readMyBusinesses(scope, 2),
      await readMyBusinesses(scope, 3),
    ];
    expect(pages.map(({ businesses }) => businesses.length)).toEqual([20, 20, 5]);
    expect(pages.map(({ first, total }) => [first, total])).toEqual([
      [1, 45],
      [21, 45],
      [41, 45],
    ]);
    expect(pages.flatMap(({ businesses }) => businesses.map(({ id }) => id))).toEqual(expected.map(({ id }) => id));
    expect((await readMyBusinesses(scope, 99)).page).toBe(3);
    expect(await emulator.requests({ method: 'GET', pathEnd: 'up-many' })).toEqual([]);
  });

  test('is read upstream where it holds a single one, and holds none of others', async () => {
    await emulator.setStatus(customer.upstreamId, 'APPROVED');
    travel(MINUTE_MS);
    expect(await readMyBusinesses(scopeOf(customer.id), 1)).toMatchObject({
      businesses: [{ id: customer.id, status: 'APPROVED' }],
      total: 1,
    });
    expect(await readMyBusinesses(scopeOf(), 1)).toMatchObject({ businesses: [], total: 0, page: 1, pages: 1 });
  });

  test.each(['', '0', '-1', '1.5', '2x', '9999999', ['2']])('begins at its first page for page=%j', (given) =>
    expect(parsePageNumber(given)).toBe(1),
  );
});

describe('a hand-over from the partner’s own product', () => {
  const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;

  interface TokenChanges {
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly audience?: string;
    readonly expiresIn?: number;
    readonly secret?: string;
    readonly alg?: string;
  }

  const claimsOf = (changes: TokenChanges) => ({ email: stranger.email, jti: crypto.randomUUID(), ...changes.claims });

  function makeToken(changes: TokenChanges = {}): Promise<string> {
    const { audience = 'partner-portal', expiresIn = 120, secret = SECRET, alg = 'HS256' } = changes;
    return new SignJWT(claimsOf(changes))
      .setProtectedHeader({ alg })
      .setAudience(audience)
      .setExpirationTime(seconds(expiresIn))
      .sign(new TextEncoder().encode(secret));
  }

  const handOver = (token: string) => signInByHandoff(token, 'en', visitor());

  test('opens a session for the address it names', async () => {
    const signedIn = await handOver(await makeToken({ claims: { email: stranger.email.toUpperCase() } }));
    const scope = signedIn.ok && (await readCustomerSession(signedIn.value.sessionId));
    expect(scope).toMatchObject({ proof: 'handoff', email: stranger.email, customerIds: [stranger.id] });
  });

  test('takes an address with an apostrophe', async () => {
    expect((await handOver(await makeToken({ claims: { email: "tim.o'connor@acme.example" } }))).ok).toBe(true);
  });

  test('works once, also when it is sent ten times at once', async () => {
    const token = await makeToken();
    const all = await Promise.all(Array.from({ length: 10 }, () => handOver(token)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    travel(4 * MINUTE_MS);
    expect((await handOver(token)).ok).toBe(false);
  });

  const REFUSED: [string, TokenChanges][] = [
    ['has expired', { expiresIn: -1 }],
    ['lives longer than five minutes', { expiresIn: 3600 }],
    ['is meant for somebody else', { audience: 'another-portal' }],
    ['is signed with another secret', { secret: 'x'.repeat(40) }],
    ['uses another algorithm', { alg: 'HS512', secret: SECRET.repeat(2) }],
    ['has no id of its own', { claims: { jti: undefined } }],
    ['has an id too short to be one', { claims: { jti: '1' } }],
    ['names no address', { claims: { email: 'nobody' } }],
    ['names what only looks like an address', { claims: { email: 'a..b@acme.example' } }],
    ['names an address in wide letters, which is another one', { claims: { email: 'ｇrace@acme.example' } }],
  ];
  test.each(REFUSED)('is refused when it %s', async (_why, changes) => {
    expect(await handOver(await makeToken(changes))).toMatchObject({ error: { kind: 'unauthenticated' } });
    expect(await query('select id_hash from customer_sessions')).toEqual([]);
  });

  test('is refused without a signature, without an end, or damaged', async () => {
    const claims = claimsOf({});
    const unsigned = new UnsecuredJWT(claims).setAudience('partner-portal').setExpirationTime('2m').encode();
    const endless = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('partner-portal')
      .sign(new TextEncoder().encode(SECRET));
    const valid = await makeToken();
    for (const token of [unsigned, endless, '', 'x', `${valid}x`, valid.slice(0, -3)])
      expect((await handOver(token)).ok, token).toBe(false);
    expect(await query('select id_hash from customer_sessions')).toEqual([]);
  });
});
