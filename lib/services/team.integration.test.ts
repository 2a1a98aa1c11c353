import { beforeEach, describe, expect, test } from 'vitest';
import { passwordProblem } from '@/lib/auth/password-rule';
import { hashPassword } from '@/lib/auth/passwords';
import { readSession } from '@/lib/auth/read-session';
import { hashSessionId } from '@/lib/auth/session-token';
import { startStaffSession } from '@/lib/auth/start-staff-session';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/db/testing';
import type { StaffItem } from '@/lib/kyb/staff-view';
import type { StaffScope } from '@/lib/scope';
import { changeStaff, type StaffChange } from './change-staff';
import { inviteStaff, inviteStaffAgain } from './invite-staff';
import { readPasswordLink } from './password-link';
import { readPossibleOwners } from './read-possible-owners';
import { readTeam } from './read-team';
import { setPassword } from './set-password';
import { controlOf } from './testing/emulator-control';
import { deliverDueMails } from './testing/invites';

const database = setUpDatabase();
const emulator = controlOf(database.emulatorUrl);

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
  const judge = { problem: () => passwordProblem(password, []), hash: () => hashPassword(password) };
  return setPassword({ token, name }, judge, ORIGIN);
}

describe('an invite to the team', () => {
  test('arrives by mail, is looked at as often as anybody likes, and sets a password once', async () => {
    const { email, token } = await invite();
    expect(await memberOf(email)).toMatchObject({ state: 'invited', name: email, role: 'operator' });
    expect(await dumpDatabase()).not.toContain(token);
    for (let look = 0; look < 3; look += 1) expect(await readPasswordLink(token)).toMatchObject({ email });
    expect(await startStaffSession({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: false });
    expect(await possibleOwners()).not.toContain(email);

    expect(await use(token, 'short')).toMatchObject({ value: { problem: expect.any(String) } });
    const answers = await Promise.all([use(token), use(token), use(token)]);
    expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, value: 'done' }]);
    expect(await use(token)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await readPasswordLink(token)).toBeNull();

    expect(await startStaffSession({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: true });
    expect(await possibleOwners()).toContain(email);
    expect(await memberOf(email)).toMatchObject({ state: 'active', name: 'Grace Hopper', openSessions: 1 });
    expect(await query("select act, actor_label from audit where act like 'staff.%' order by id")).toEqual([
      { act: 'staff.invited', actor_label: admin.email },
      { act: 'staff.sign_in_refused', actor_label: 'not signed in' },
      { act: 'staff.joined', actor_label: email },
      { act: 'staff.signed_in', actor_label: email },
    ]);
  });

  test('lives for three days, dies when it is sent anew or the account is disabled', async () => {
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

  test('is not made for an address that has an account, nor by somebody who is no admin any more', async () => {
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
      const answers = await Promise.all([
        change(admin, other.userId, VIEWER),
        change(other, admin.userId, round % 2 === 0 ? VIEWER : { kind: 'disable' }),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'forbidden' } });
      const left = await query("select id from users where role = 'admin' and disabled_at is null");
      expect(left).toHaveLength(1);
      if (left[0]?.id === other.userId) admin = other;
    }
  });

  test('may leave when two admins leave at once: one stays', async () => {
    const other = await makeAdmin();
    const answers = await Promise.all([admin, other].map((scope) => change(scope, scope.userId, VIEWER)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject(conflict('last_admin'));
  });
});

describe('a change of an account', () => {
  test('counts from the next request: role, disabling, signing out', async () => {
    const { email, token } = await invite();
    await use(token);
    const { id } = await memberOf(email);
    const signIn = async () => {
      const started = await startStaffSession({ email, password: PASSWORD }, ORIGIN);
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
    expect(await startStaffSession({ email, password: PASSWORD }, ORIGIN)).toMatchObject({ ok: false });
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
