import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { getDb } from '@/lib/platform/db/client';
import { dumpDatabase, emptyDatabase, query, setUpDatabase } from '@/lib/platform/db/testing';
import { listDueMails } from '@/lib/platform/mail/mails.writes';
import { addStaff } from './add-staff';
import { hashDevice } from './device';
import { readSession } from './read-session';
import { systemScope } from './scope';
import {
  decodeSessionToken,
  encodeSessionToken,
  hashSessionId,
  newSessionId,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
} from './session-token';
import { admitSignIn } from './sign-in-throttle';
import { endSession } from './staff.writes';
import { signInByPassword } from './testing/sign-in';

setUpDatabase();

const EMAIL = 'grace@partner.example';
const MINUTE_MS = 60_000;
let password = '';
beforeEach(async () => {
  await emptyDatabase();
  password = await addStaff({ email: EMAIL, name: 'Grace', role: 'operator' });
});

let visitors = 0;
/** A new person each time, so that the limit per address does not interfere. */
function visitor(): Origin {
  visitors += 1;
  return { address: `2001:db8:0:${visitors.toString(16)}::1`, userAgent: 'A browser' };
}

const signIn = (email: unknown = EMAIL, given: unknown = password, origin = visitor()) =>
  signInByPassword({ email, password: given }, origin);

async function signedIn(): Promise<string> {
  const started = await signIn();
  if (!started.ok) throw new Error(`Not signed in: ${started.error.kind}`);
  return hashSessionId(started.value.sessionId);
}

const REFUSED = { ok: false, error: { kind: 'unauthenticated', retryable: false } };

/** Moves the waits of the throttle into the past, as if the time had gone by. */
const waitAsTold = () =>
  query("update rate_limits set expire = expire - interval '1 day' where key like 'sign_in_wait%'");

describe('signing in', () => {
  test.each([EMAIL, 'GRACE@Partner.Example', '  grace@partner.example ', 'ｇrace@partner.example'])(
    'works with the right password for %j, opens a row and is recorded',
    async (email) => {
      const started = await signIn(email, password, { address: '203.0.113.7', userAgent: 'A browser' });
      expect(started.ok).toBe(true);
      expect(await query('select address, user_agent, ended_at from sessions')).toEqual([
        { address: '203.0.113.7', user_agent: 'A browser', ended_at: null },
      ]);
      expect(await query("select actor_kind, actor_label, address from audit where act = 'staff.signed_in'")).toEqual([
        { actor_kind: 'staff', actor_label: EMAIL, address: '203.0.113.7' },
      ]);
    },
  );

  test('gives the same answer for a wrong password, an unknown, a disabled and a passwordless account', async () => {
    await addStaff({ email: 'off@partner.example', name: 'Off', role: 'admin' });
    const offPassword = await addStaff({ email: 'off@partner.example', name: 'Off', role: 'admin' });
    await query("update users set disabled_at = now() where email = 'off@partner.example'");
    await query(
      "insert into users (id, email, name, sort_name, role) values ('u', 'bare@partner.example', 'Bare', 'bare', 'admin')",
    );
    const results = await Promise.all([
      signIn(EMAIL, 'wrong'),
      signIn('nobody@partner.example', 'wrong'),
      signIn('off@partner.example', offPassword),
      signIn('bare@partner.example', ''),
      signIn('bare@partner.example', 'null'),
    ]);
    for (const response of results) expect(response).toEqual(REFUSED);
    expect(await query('select * from sessions')).toEqual([]);
  });

  test.each([
    [undefined, undefined],
    [null, 'x'],
    [{ email: EMAIL }, 'x'],
    [EMAIL, ''],
    [EMAIL, 'x'.repeat(1025)],
    ['x'.repeat(255), 'x'],
    ['a\u0000b@partner.example', 'x'],
    [EMAIL, 'a\u0000b'],
    ['', ''],
  ])('refuses %j with %j without breaking', async (email, given) => {
    expect(await signInByPassword({ email, password: given }, visitor())).toEqual(REFUSED);
  });

  test('keeps neither password nor session id nor what was typed as an address', async () => {
    const started = await signIn();
    await signIn('typed into the wrong field', 'wrong secret');
    const sessionId = started.ok ? started.value.sessionId : '';
    const dump = await dumpDatabase();
    expect(sessionId.length).toBeGreaterThan(40);
    for (const secret of [password, sessionId, 'wrong secret', 'typed into the wrong field'])
      expect(dump).not.toContain(secret);
    expect(dump).toContain(hashSessionId(sessionId));
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});

describe('guessing', () => {
  const guess = (email = EMAIL) => signIn(email, 'a guess');

  test.each([EMAIL, 'nobody@partner.example'])(
    '%s: five free tries, then a wait that doubles up to 15 minutes',
    async (email) => {
      for (let free = 0; free < 5; free += 1) expect(await guess(email)).toEqual(REFUSED);
      const waits: number[] = [];
      for (let more = 0; more < 12; more += 1) {
        const backedOff = await guess(email);
        if (backedOff.ok || backedOff.error.kind !== 'rate_limited') throw new Error('not braked');
        waits.push(Math.round(backedOff.error.retryAfterMs / 1000));
        await waitAsTold();
        expect(await guess(email)).toEqual(REFUSED);
      }
      expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    },
  );

  test('while the wait lasts even the right password is not tried; afterwards it works and starts afresh', async () => {
    for (let tries = 0; tries < 5; tries += 1) await guess();
    expect(await signIn()).toMatchObject({ error: { kind: 'rate_limited', retryable: true } });
    await waitAsTold();
    expect((await signIn()).ok).toBe(true);
    for (let free = 0; free < 5; free += 1) expect(await guess()).toEqual(REFUSED);
  });

  test('many guesses at once, from many addresses, get no more tries than one after the other', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, () => guess()));
    const tried = results.filter((response) => !response.ok && response.error.kind === 'unauthenticated');
    expect(tried.length).toBeLessThanOrEqual(6);
  });

  test('one account being guessed does not lock out another', async () => {
    for (let tries = 0; tries < 6; tries += 1) await guess('nobody@partner.example');
    expect((await signIn()).ok).toBe(true);
  });

  test('one address has 30 tries in 15 minutes, whatever accounts it tries', async () => {
    const origin = visitor();
    for (let tries = 0; tries < 30; tries += 1)
      expect(await signIn(`nobody-${tries}@partner.example`, 'a guess', origin)).toEqual(REFUSED);
    const backedOff = await signIn(EMAIL, password, origin);
    expect(backedOff).toMatchObject({ error: { kind: 'rate_limited' } });
    if (!backedOff.ok && backedOff.error.kind === 'rate_limited')
      expect(backedOff.error.retryAfterMs).toBeLessThanOrEqual(15 * MINUTE_MS);
    expect((await signIn()).ok).toBe(true);
  });

  test('all addresses of one IPv6 network share the 30 tries of one address', async () => {
    const db = await getDb();
    const addresses = Array.from({ length: 45 }, (_, index) => `2001:db8:1:2:${index}::${index}`);
    const admitted: boolean[] = [];
    for (const [index, address] of addresses.entries())
      admitted.push((await admitSignIn(db, `nobody-${index}@partner.example`, address)).isAdmitted);
    expect(admitted.filter(Boolean)).toHaveLength(30);
    expect(await admitSignIn(db, 'nobody@partner.example', '2001:db8:1:3::1')).toMatchObject({ isAdmitted: true });
  });

  test('refused tries are recorded without saying what was typed', async () => {
    await guess();
    await guess('nobody@partner.example');
    const entries = await query(
      "select actor_kind, outcome, details from audit where act = 'staff.sign_in_refused' order by id",
    );
    const [user] = await query('select id from users');
    expect(entries).toEqual([
      { actor_kind: 'anonymous', outcome: 'refused', details: { account: user?.id } },
      { actor_kind: 'anonymous', outcome: 'refused', details: { account: null } },
    ]);
  });
});

describe('a session', () => {
  const later = (ms: number, isActivity = true) => ({ isActivity, now: new Date(Date.now() + ms) });

  test('is who signed in, with the role of the account', async () => {
    const idHash = await signedIn();
    expect(await readSession(idHash, { isActivity: true })).toMatchObject({
      kind: 'staff',
      email: EMAIL,
      name: 'Grace',
      role: 'operator',
      sessionId: idHash,
    });
    expect(await readSession(hashSessionId(newSessionId()), { isActivity: true })).toBeNull();
  });

  test('ends after 30 idle minutes; being active prolongs it, a page that polls by itself does not', async () => {
    const idHash = await signedIn();
    expect(await readSession(idHash, later(SESSION_IDLE_MS - MINUTE_MS, false))).not.toBeNull();
    expect(await readSession(idHash, later(SESSION_IDLE_MS + 1))).toBeNull();
    expect(await readSession(idHash, later(SESSION_IDLE_MS - MINUTE_MS))).not.toBeNull();
    expect(await readSession(idHash, later(2 * SESSION_IDLE_MS - 2 * MINUTE_MS))).not.toBeNull();
    expect(await readSession(idHash, later(4 * SESSION_IDLE_MS))).toBeNull();
  });

  test('ends after 12 hours, however active someone is', async () => {
    const idHash = await signedIn();
    for (let at = 0; at < SESSION_ABSOLUTE_MS - MINUTE_MS; at += SESSION_IDLE_MS - MINUTE_MS)
      expect(await readSession(idHash, later(at))).not.toBeNull();
    expect(await readSession(idHash, later(SESSION_ABSOLUTE_MS + 1))).toBeNull();
  });

  test('ends at sign-out, and only that one', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    await endSession(systemScope('test'), await getDb(), first, new Date());
    expect(await readSession(first, { isActivity: true })).toBeNull();
    expect(await readSession(second, { isActivity: true })).not.toBeNull();
  });

  test('has a new role, or none, from the next request on', async () => {
    const idHash = await signedIn();
    await query("update users set role = 'viewer'");
    expect(await readSession(idHash, { isActivity: true })).toMatchObject({ role: 'viewer' });
    await query('update users set disabled_at = now()');
    expect(await readSession(idHash, { isActivity: true })).toBeNull();
  });

  test('ends with a new password, which is what one sets when the old one is known to others', async () => {
    const idHash = await signedIn();
    const old = password;
    password = await addStaff({ email: EMAIL, name: 'Grace', role: 'operator' });
    expect(await readSession(idHash, { isActivity: true })).toBeNull();
    expect(await signIn(EMAIL, old)).toEqual(REFUSED);
    expect((await signIn()).ok).toBe(true);
  });

  test('its cookie is believed only as we made it', async () => {
    const sessionId = newSessionId();
    const token = await encodeSessionToken(sessionId);
    expect(await decodeSessionToken(token)).toBe(sessionId);
    expect(token).not.toContain(sessionId);
    for (const forged of ['', 'x', `${token}x`, token.slice(0, -2), sessionId, 'eyJhbGciOiJub25lIn0.e30.'])
      expect(await decodeSessionToken(forged)).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + SESSION_ABSOLUTE_MS + MINUTE_MS });
    onTestFinished(() => void vi.useRealTimers());
    expect(await decodeSessionToken(token)).toBeNull();
  });
});

describe('a device', () => {
  const HOME = { ...visitor(), device: hashDevice('a'.repeat(32)) };
  const ELSEWHERE = { address: '203.0.113.9', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/145.0' };
  const told = () => query("select kind, email, facts from mails where kind = 'new_device' order by created_at");

  test('is told by mail when it is new to the account, but not at the very first sign-in', async () => {
    await signIn(EMAIL, password, HOME);
    await signIn(EMAIL, password, HOME);
    expect(await told()).toEqual([]);
    await signIn(EMAIL, password, { ...ELSEWHERE, device: hashDevice('b'.repeat(32)) });
    expect(await told()).toMatchObject([{ email: EMAIL, facts: ELSEWHERE }]);
    await signIn(EMAIL, password, { ...ELSEWHERE, device: hashDevice('b'.repeat(32)) });
    expect(await told()).toHaveLength(1);
    expect(await listDueMails(systemScope('test'), await getDb(), { now: new Date(), limit: 9 })).toHaveLength(1);
  });

  test('without the cookie is always new, also with the same browser name; a refused sign-in tells nothing', async () => {
    await signIn(EMAIL, password, HOME);
    await signIn(EMAIL, 'wrong', ELSEWHERE);
    expect(await told()).toEqual([]);
    await signIn(EMAIL, password, { ...HOME, device: null });
    await signIn(EMAIL, password, { ...HOME, device: hashDevice('not what the proxy sets') });
    expect(await told()).toHaveLength(2);
  });

  test('of another account in the same browser is new to this one, and no one can see that it is one browser', async () => {
    const other = await addStaff({ email: 'ben@partner.example', name: 'Ben', role: 'viewer' });
    await signIn(EMAIL, password, HOME);
    await signIn('ben@partner.example', other, { ...HOME, device: hashDevice('b'.repeat(32)) });
    await signIn('ben@partner.example', other, HOME);
    expect(await told()).toMatchObject([{ email: 'ben@partner.example' }]);
    const hashes = (await query('select device_hash from devices')).map((row) => row.device_hash);
    expect(new Set(hashes).size).toBe(3);
    expect(await dumpDatabase()).not.toContain(HOME.device);
  });
});
