import { beforeEach, describe, expect, test } from 'vitest';
import { endOtherSessions, endOwnSession, readOwnSessions } from '@/lib/features/account/own-sessions';
import { deliverDueMails } from '@/lib/features/invites/testing/invites';
import { readPossibleOwners } from '@/lib/features/owners/read-possible-owners';
import { readPasswordLink } from '@/lib/features/password/password-link';
import { requestReset } from '@/lib/features/password/request-reset';
import { setPassword } from '@/lib/features/password/set-password';
import { passwordProblem } from '@/lib/platform/auth/password-rule';
import { hashPassword } from '@/lib/platform/auth/passwords';
import { readSession } from '@/lib/platform/auth/read-session';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { signInByPassword } from '@/lib/platform/auth/testing/sign-in';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { Emulator } from '@/testing/emulator';
import { changeStaff, type StaffChange } from './change-staff';
import { inviteStaff, inviteStaffAgain } from './invite-staff';
import { readTeam } from './read-team';
import type { StaffItem } from './staff-view.rules';

const database = setUpDatabase();
const emulator = new Emulator(database.emulator);

const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };
const PASSWORD = 'bramble otter violin';
const ADMIN: StaffChange = { kind: 'role', role: 'admin' };
const VIEWER: StaffChange = { kind: 'role', role: 'viewer' };

let admin: StaffScope;
beforeEach(async () => {
  await emptyDatabase();
  admin = await makeAdmin();
});

async function makeAdmin(): Promise<StaffScope> {
  const scope = await makeStaff('admin');
  await query(`update users set password_hash = 'something' where id = '${scope.userId}'`);
  return scope;
}

const change = (scope: StaffScope, userId: string, what: StaffChange) => changeStaff(scope, userId, what, ORIGIN);
const conflict = (reason: string) => ({ error: { kind: 'conflict', reason } });

async function memberOf(email: string): Promise<StaffItem> {
  const found = (await readTeam(admin, { sessionIdleMs: 60_000 })).find((item) => item.email === email);
  if (!found) throw new Error('Nobody of this address is on the team.');
  return found;
}

const possibleOwners = async () => (await readPossibleOwners(admin)).map((owner) => owner.email);

/** Invites, and answers with the token in the mail that arrives. */
async function invite(role: 'admin' | 'operator' = 'operator') {
  const email = `${crypto.randomUUID()}@staff.example`;
  expect(await inviteStaff(admin, { email, role }, ORIGIN)).toEqual({ ok: true, value: null });
  return { email, token: await mailedToken(email) };
}

async function mailedToken(email: string): Promise<string> {
  await deliverDueMails();
  const text = (await emulator.mails(email)).at(-1)?.text ?? '';
  return /\/password\/([A-Za-z0-9_-]{43})\s/.exec(text)?.[1] ?? '';
}

function use(token: string, password = PASSWORD, name: string | null = 'Grace Hopper') {
  const check = {
    problem: () => passwordProblem(password, { context: [], hasFactor: false }),
    hash: () => hashPassword(password),
  };
  return setPassword({ token, name, isShort: false }, check, ORIGIN);
}

describe('an invite to the team', () => {
  test('arrives by mail, is looked at as often as anybody likes, and sets a password once', async () => {
    const { email, token } = await invite();
    expect(await memberOf(email)).toMatchObject({ state: 'invited', name: email, role: 'operator' });
    expect(await dumpDatabase()).not.toContain(token);
    for (let look = 0; look < 3; look += 1) expect(await readPasswordLink(token)).toMatchObject({ email });
    expect(await signInByPassword({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: false });
    expect(await possibleOwners()).not.toContain(email);

    expect(await use(token, 'short')).toMatchObject({ value: { problem: expect.any(String) } });
    const results = await Promise.all([use(token), use(token), use(token)]);
    expect(results.filter(({ ok }) => ok)).toEqual([{ ok: true, value: 'done' }]);
    expect(await use(token)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await readPasswordLink(token)).toBeNull();

    expect(await signInByPassword({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: true });
    expect(await possibleOwners()).toContain(email);
    expect(await memberOf(email)).toMatchObject({ state: 'active', name: 'Grace Hopper', openSessions: 1 });
    expect(await query("select act, actor_label from audit where act like 'staff.%' order by id")).toEqual([
      { act: 'staff.invited', actor_label: admin.email },
      { act: 'staff.sign_in_refused', actor_label: 'not signed in' },
      { act: 'staff.joined', actor_label: email },
      { act: 'staff.signed_in', actor_label: email },
    ]);
  });

  test('lives for three days, dies when it is sent again or the account is disabled', async () => {
    const { email, token } = await invite();
    const { id } = await memberOf(email);
    const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000);
    expect(await readPasswordLink(token, inDays(2.9))).not.toBeNull();
    expect(await readPasswordLink(token, inDays(3.1))).toBeNull();
    expect(await inviteStaffAgain(admin, id, ORIGIN)).toMatchObject({ ok: true });
    const newer = await mailedToken(email);
    expect(newer).not.toBe(token);
    expect(await use(token)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await change(admin, id, { kind: 'disable' })).toMatchObject({ ok: true });
    expect(await use(newer)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await inviteStaffAgain(admin, id, ORIGIN)).toMatchObject(conflict('not_invited'));
  });

  test('is not made for an address that has an account, nor by someone who is no admin any more', async () => {
    const { email } = await invite();
    expect(await inviteStaff(admin, { email, role: 'admin' }, ORIGIN)).toMatchObject(conflict('already_on_team'));
    const other = await makeAdmin();
    expect(await change(admin, other.userId, VIEWER)).toMatchObject({ ok: true });
    const late = await inviteStaff(other, { email: 'x@staff.example', role: 'admin' }, ORIGIN);
    expect(late).toMatchObject({ error: { kind: 'forbidden' } });
  });
});

describe('the last admin', () => {
  test('keeps role and account, also when another was only invited or is disabled', async () => {
    const { email } = await invite('admin');
    const other = await makeAdmin();
    expect(await change(admin, other.userId, { kind: 'disable' })).toMatchObject({ ok: true });
    for (const what of [VIEWER, { kind: 'disable' } as const])
      expect(await change(admin, admin.userId, what)).toMatchObject(conflict('last_admin'));
    // Whoever cannot sign in protects nobody and is not protected.
    expect(await change(admin, (await memberOf(email)).id, VIEWER)).toMatchObject({ ok: true });
  });

  test('remains when two admins take each other’s role away at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await makeAdmin();
      const results = await Promise.all([
        change(admin, other.userId, VIEWER),
        change(other, admin.userId, round % 2 === 0 ? VIEWER : { kind: 'disable' }),
      ]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'forbidden' } });
      const left = await query("select id from users where role = 'admin' and disabled_at is null");
      expect(left).toHaveLength(1);
      if (left[0]?.id === other.userId) admin = other;
    }
  });

  test('may leave when two admins leave at once: one stays', async () => {
    const other = await makeAdmin();
    const results = await Promise.all([admin, other].map((scope) => change(scope, scope.userId, VIEWER)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject(conflict('last_admin'));
  });
});

describe('a change of an account', () => {
  test('counts from the next request: role, disabling, signing out', async () => {
    const { email, token } = await invite();
    await use(token);
    const { id } = await memberOf(email);
    const signIn = async () => {
      const started = await signInByPassword({ email, password: PASSWORD }, ORIGIN);
      return started.ok ? hashSessionId(started.value.sessionId) : 'none';
    };
    const look = (session: string) => readSession(session, { isActivity: true });
    const first = await signIn();
    expect(await look(first)).toMatchObject({ role: 'operator' });
    expect(await change(admin, id, ADMIN)).toEqual({ ok: true, value: true });
    expect(await change(admin, id, ADMIN)).toEqual({ ok: true, value: false });
    expect(await look(first)).toMatchObject({ role: 'admin' });
    await change(admin, id, { kind: 'end_sessions' });
    expect(await look(first)).toBeNull();

    const second = await signIn();
    await change(admin, id, { kind: 'disable' });
    expect(await look(second)).toBeNull();
    expect(await signInByPassword({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: false });
    await change(admin, id, { kind: 'enable' });
    expect(await look(second)).toBeNull();
    expect(await look(await signIn())).not.toBeNull();
    const acts = await query("select act, details from audit where details->>'email' is not null order by id");
    expect(acts.slice(1)).toEqual([
      { act: 'staff.role_changed', details: { email, role: 'admin', formerRole: 'operator' } },
      { act: 'staff.sessions_ended', details: { email, sessions: 1 } },
      { act: 'staff.disabled', details: { email } },
      { act: 'staff.enabled', details: { email } },
    ]);
  });

  test('is an admin’s, and demo accounts come back with DEMO_PASSWORD only', async () => {
    const operator = await makeStaff('operator');
    expect(await change(operator, operator.userId, ADMIN)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await readTeam(operator, { sessionIdleMs: 60_000 })).toEqual([]);
    expect(await change(admin, crypto.randomUUID(), ADMIN)).toMatchObject({ error: { kind: 'not_found' } });
    await query(`update users set is_demo = true, disabled_at = now() where id = '${operator.userId}'`);
    expect(await change(admin, operator.userId, { kind: 'enable' })).toMatchObject(conflict('demo'));
  });
});

describe('one’s own sessions', () => {
  const LIMITS = { sessionIdleMs: 60_000 };
  const FIREFOX = { address: '203.0.113.9', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0' };

  async function makeMember() {
    const { email, token } = await invite();
    await use(token);
    const open = async (origin = ORIGIN): Promise<StaffScope> => {
      const started = await signInByPassword({ email, password: PASSWORD }, origin);
      const scope = started.ok ? await look(hashSessionId(started.value.sessionId)) : null;
      if (!scope) throw new Error('Not signed in.');
      return scope;
    };
    return { email, open };
  }
  const look = (session: string) => readSession(session, { isActivity: true });
  const lives = async ({ sessionId }: StaffScope) => (await look(sessionId)) !== null;
  const idOf = async (scope: StaffScope, isThisOne: boolean) =>
    (await readOwnSessions(scope, LIMITS)).find((item) => item.isThisOne === isThisOne)?.id ?? '';

  test('are listed in words and end one by one, or all others at once, recorded', async () => {
    const { email, open } = await makeMember();
    const [here, there, elsewhere] = [await open(FIREFOX), await open(), await open()];
    const items = await readOwnSessions(here, LIMITS);
    expect(items).toHaveLength(3);
    expect(items.find(({ isThisOne }) => isThisOne)).toMatchObject({
      device: 'Firefox on Linux',
      address: '203.0.113.9',
    });
    expect(JSON.stringify(items)).not.toContain(here.sessionId);
    const id = await idOf(there, true);
    expect(await endOwnSession(here, id, { ...LIMITS, origin: ORIGIN })).toEqual({ ok: true, value: null });
    expect([await lives(here), await lives(there), await lives(elsewhere)]).toEqual([true, false, true]);
    expect(await endOtherSessions(here, ORIGIN)).toBe(1);
    expect(await endOtherSessions(here, ORIGIN)).toBe(0);
    expect([await lives(here), await lives(elsewhere)]).toEqual([true, false]);
    expect(await query(`select act, details from audit where act like 'session.%' order by id`)).toEqual([
      { act: 'session.ended', details: { device: 'An unknown device', address: '203.0.113.9' } },
      { act: 'session.others_ended', details: { sessions: 1 } },
    ]);
    await deliverDueMails();
    const told = (await emulator.mails(email)).at(-1);
    expect(told?.subject).toMatch(/^New sign-in to the partner portal of /);
    expect(told?.text).toContain('An unknown device, from the address 203.0.113.9, on ');
    expect(told?.text).toContain('http://localhost:3000/account/sessions');
  });

  test('of another person, ended ones and made-up ones are one and the same: not there', async () => {
    const [ann, ben] = [await makeMember(), await makeMember()];
    const [hers, his] = [await ann.open(), await ben.open()];
    const foreign = await idOf(his, true);
    const ended = await ann.open();
    const endedId = await idOf(ended, true);
    await endOtherSessions(hers, ORIGIN);
    for (const id of [foreign, endedId, 'x', '', hers.sessionId])
      expect(await endOwnSession(hers, id, { ...LIMITS, origin: ORIGIN })).toEqual({
        ok: false,
        error: { kind: 'not_found', retryable: false },
      });
    expect([await lives(hers), await lives(his)]).toEqual([true, true]);
  });
});

describe('a forgotten password', () => {
  /** Somebody with a password, who is signed in. */
  async function joined() {
    const { email, token } = await invite();
    await use(token);
    const started = await signInByPassword({ email, password: PASSWORD }, ORIGIN);
    return { email, session: started.ok ? hashSessionId(started.value.sessionId) : 'none' };
  }

  test('is replaced by a mailed link: once, within 30 minutes, and every session ends', async () => {
    const { email, session } = await joined();
    expect(await requestReset(email, ORIGIN)).toEqual({ ok: true, value: null });
    const first = await mailedToken(email);
    expect(await requestReset(email, ORIGIN)).toEqual({ ok: true, value: null });
    const second = await mailedToken(email);
    expect(await readPasswordLink(first)).toBeNull();
    expect(await readPasswordLink(second)).toMatchObject({ purpose: 'reset', email, hasFactor: false });
    expect(await readPasswordLink(second, new Date(Date.now() + 31 * 60_000))).toBeNull();
    expect(await readSession(session, { isActivity: true })).not.toBeNull();

    expect(await use(second, 'another bramble otter', null)).toEqual({ ok: true, value: 'done' });
    expect(await use(second, 'yet another bramble otter', null)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await readSession(session, { isActivity: true })).toBeNull();
    expect(await signInByPassword({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: false });
    expect(await signInByPassword({ email, password: 'another bramble otter' }, ORIGIN)).toMatchObject({ ok: true });
    const acts = await query("select act, address from audit where act ~ 'reset|password' order by id");
    expect(acts).toEqual([
      { act: 'staff.reset_requested', address: ORIGIN.address },
      { act: 'staff.reset_requested', address: ORIGIN.address },
      { act: 'staff.password_set', address: ORIGIN.address },
    ]);
  });

  test('is asked for with one answer and one piece of work, anyone who has an account', async () => {
    const { email } = await joined();
    const { email: invited } = await invite();
    const off = await joined();
    await change(admin, (await memberOf(off.email)).id, { kind: 'disable' });
    await deliverDueMails();
    const asked = [email, invited, off.email, 'nobody@staff.example'];
    for (const address of asked) expect(await requestReset(address, ORIGIN)).toEqual({ ok: true, value: null });
    // Until the mail is composed nothing tells one address from another.
    const rows = await query("select email, state, facts from mails where kind = 'password_reset' order by created_at");
    expect(rows).toEqual(asked.map((address) => ({ email: address, state: 'queued', facts: { ...ORIGIN } })));
    expect(await query("select id from password_links where purpose = 'reset'")).toEqual([]);
    await deliverDueMails();
    const links = await query(
      "select email from password_links join users on users.id = user_id where purpose = 'reset'",
    );
    expect(links).toEqual([{ email }]);
    for (const address of [off.email, 'nobody@staff.example'])
      expect((await emulator.mails(address)).filter(({ subject }) => subject.includes('new password'))).toEqual([]);
  });

  test('is asked for three times an hour, known or not, and ten times from one place', async () => {
    const { email } = await joined();
    const from = (address: string) => ({ address, userAgent: null });
    for (const [address, to] of [
      ['198.51.100.1', email],
      ['198.51.100.2', 'nobody@staff.example'],
    ] as const) {
      for (let time = 0; time < 3; time += 1) expect(await requestReset(to, from(address))).toMatchObject({ ok: true });
      expect(await requestReset(to, from('198.51.100.9'))).toMatchObject({
        error: { kind: 'rate_limited', retryAfterMs: expect.any(Number) },
      });
    }
    for (let time = 0; time < 10; time += 1)
      expect(await requestReset(`n${time}@staff.example`, from('198.51.100.3'))).toMatchObject({ ok: true });
    const eleventh = await requestReset('n11@staff.example', from('198.51.100.3'));
    expect(eleventh).toMatchObject({ error: { kind: 'rate_limited' } });
  });
});
