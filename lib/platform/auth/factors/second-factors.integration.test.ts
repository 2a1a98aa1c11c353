import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, test } from 'vitest';
import { requiredRolesSetting } from '@/lib/features/settings/rule-settings';
import { changeStaff } from '@/lib/features/team/change-staff';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { addStaff } from '@/lib/platform/auth/add-staff';
import { beginSignIn } from '@/lib/platform/auth/begin-sign-in';
import { readSession } from '@/lib/platform/auth/read-session';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { getStaffCredentials } from '@/lib/platform/auth/staff.queries';
import { getDb } from '@/lib/platform/db/client';
import { dumpDatabase, emptyDatabase, query, setUpDatabase } from '@/lib/platform/db/testing';
import { confirmBySecret, isProven } from './confirm';
import { finishTotp, readMyFactors, removeMyTotp, renewRecoveryCodes, startTotp } from './my-factors';
import {
  askForSecondStep,
  askForSignIn,
  askToConfirm,
  confirmByPasskey,
  finishByPasskey,
  signInByPasskey,
} from './passkey-sign-in';
import { finishByCode, readPending } from './second-step';

setUpDatabase();

const EMAIL = 'grace@partner.example';
const STEP_MS = 30_000;
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

const begin = () => beginSignIn({ email: EMAIL, password }, visitor());

async function pendingId(): Promise<string> {
  const begun = await begin();
  if (!begun.ok || !('pendingId' in begun.value)) throw new Error('No second step is asked for.');
  return begun.value.pendingId;
}

async function scopeOf(begun: Awaited<ReturnType<typeof finishByCode | typeof begin>>): Promise<StaffScope> {
  if (!begun.ok || !('sessionId' in begun.value)) throw new Error('Nobody is signed in.');
  const scope = await readSession(hashSessionId(begun.value.sessionId), { isActivity: true });
  if (!scope) throw new Error('The session does not live.');
  return scope;
}

/** A phone with the secret that the page shows. */
async function phoneOf(scope: StaffScope) {
  await startTotp(scope);
  const { draft } = await readMyFactors(scope);
  const secret = Secret.fromBase32((draft?.secret ?? '').replaceAll(' ', ''));
  const totp = new TOTP({ secret });
  return { secret: secret.base32, code: (steps = 0) => totp.generate({ timestamp: Date.now() + steps * STEP_MS }) };
}

/** Grace with an app whose code of now is used up, and her recovery codes. */
async function enrolled() {
  const scope = await scopeOf(await begin());
  const phone = await phoneOf(scope);
  const finished = await finishTotp(scope, phone.code(), visitor());
  if (!finished.ok) throw new Error('The app was not added.');
  return { scope, phone, codes: finished.value ?? [] };
}

const inPersian = (code: string) => code.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));
const inSteps = (steps: number) => new Date(Date.now() + steps * STEP_MS);
const refused = (kind: string) => ({ ok: false, error: { kind } });

describe('an authenticator app', () => {
  test('counts once it has shown a code, and then a password alone opens nothing', async () => {
    const scope = await scopeOf(await begin());
    const phone = await phoneOf(scope);
    expect(phone.secret).toHaveLength(32);
    expect(await begin()).toMatchObject({ value: { sessionId: expect.any(String) } });
    expect(await finishTotp(scope, '000000', visitor())).toMatchObject({ error: { fields: { code: 'wrong' } } });
    const finished = await finishTotp(scope, inPersian(phone.code()), visitor());
    expect(finished).toMatchObject({ ok: true, value: expect.any(Array) });
    expect(await startTotp(scope)).toMatchObject({ error: { reason: 'has_totp' } });
    expect(await finishTotp(scope, phone.code(1), visitor())).toMatchObject({ error: { reason: 'no_draft' } });

    const before = await query('select * from sessions');
    expect(await begin()).toMatchObject({ value: { pendingId: expect.any(String) } });
    expect(await query('select * from sessions')).toHaveLength(before.length);
    expect(await query('select id_hash from pending_sign_ins')).toHaveLength(1);
  });

  test('signs in with its code of now, of half a minute ago and of the next, each once and never an older one', async () => {
    const { phone } = await enrolled();
    const id = await pendingId();
    // The code by which it was added is used up.
    expect(await finishByCode(id, phone.code(), visitor())).toMatchObject(refused('unauthenticated'));
    expect(await finishByCode(id, phone.code(4), visitor())).toMatchObject(refused('unauthenticated'));
    const code = phone.code(2);
    const late = inSteps(3);
    const results = await Promise.all([
      finishByCode(id, code, visitor(), late),
      finishByCode(id, code, visitor(), late),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await finishByCode(await pendingId(), code, visitor(), late)).toMatchObject(refused('unauthenticated'));
    expect(await finishByCode(await pendingId(), phone.code(1), visitor(), inSteps(2))).toMatchObject(
      refused('unauthenticated'),
    );
    const typed = inPersian(phone.code(4)).replace(/^.../, '$&-');
    const early = await finishByCode(await pendingId(), typed, visitor(), late);
    expect(await scopeOf(early)).toMatchObject({ email: EMAIL, needsFactor: false });
    const ways = await query("select details from audit where act = 'staff.signed_in' and details is not null");
    expect(ways).toEqual([{ details: { by: 'second_step' } }, { details: { by: 'second_step' } }]);
  });

  test('the second step waits five minutes, in one browser, for an account that is not disabled', async () => {
    const { phone } = await enrolled();
    const id = await pendingId();
    expect(await readPending(id)).toMatchObject({ email: EMAIL, hasTotp: true });
    expect(await readPending(id, inSteps(11))).toBeNull();
    for (const other of [null, 'made up', hashSessionId(id)])
      expect(await finishByCode(other, phone.code(1), visitor())).toMatchObject(refused('not_found'));
    await query('update users set disabled_at = now()');
    expect(await finishByCode(id, phone.code(1), visitor())).toMatchObject(refused('not_found'));
  });

  test('guesses: five are free, then each has to wait, as long for a recovery code', async () => {
    const { phone, codes } = await enrolled();
    const id = await pendingId();
    for (let guess = 0; guess < 5; guess += 1)
      expect(await finishByCode(id, '000000', visitor())).toMatchObject(refused('unauthenticated'));
    const wait = { ok: false, error: { kind: 'rate_limited', retryAfterMs: expect.any(Number) } };
    expect(await finishByCode(id, phone.code(1), visitor())).toMatchObject(wait);
    expect(await finishByCode(id, codes[0] ?? '', visitor())).toMatchObject(wait);
    await query("update rate_limits set expire = expire - interval '1 day' where key like 'sign_in_wait%'");
    expect(await finishByCode(id, phone.code(1), visitor())).toMatchObject({ ok: true });
    expect(await query("select count(*)::int as n from audit where act = 'staff.factor_refused'")).toEqual([{ n: 5 }]);
  });

  test('neither its secret nor a recovery code is in the database', async () => {
    const { phone, codes } = await enrolled();
    const dump = await dumpDatabase();
    for (const secret of [phone.secret, phone.code(), ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(dump).not.toContain(secret);
  });

  test('is removed with the recovery codes, and a password is enough again', async () => {
    const { scope } = await enrolled();
    expect(await removeMyTotp(scope, visitor())).toEqual({ ok: true, value: true });
    expect(await begin()).toMatchObject({ value: { sessionId: expect.any(String) } });
    expect(await query('select * from recovery_codes')).toEqual([]);
    expect(await renewRecoveryCodes(scope, visitor())).toMatchObject({ error: { reason: 'no_factor' } });
  });
});

describe('recovery codes', () => {
  test('are ten; each signs in once, however it is typed, and new ones end the old', async () => {
    const { scope, codes } = await enrolled();
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = '', third = ''] = codes;
    const id = await pendingId();
    const results = await Promise.all([finishByCode(id, first, visitor()), finishByCode(id, first, visitor())]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await finishByCode(await pendingId(), first, visitor())).toMatchObject(refused('unauthenticated'));
    const typed = inPersian(`\u200e${second.replaceAll('-', '—').toUpperCase()} `);
    expect(await finishByCode(await pendingId(), typed, visitor())).toMatchObject({ ok: true });
    expect(await readMyFactors(scope)).toMatchObject({ codesLeft: 8 });
    expect(await query("select details from audit where act = 'staff.recovery_code_used' order by id")).toEqual([
      { details: { left: 9 } },
      { details: { left: 8 } },
    ]);
    const renewed = await renewRecoveryCodes(scope, visitor());
    expect(renewed).toMatchObject({ ok: true });
    expect(await finishByCode(await pendingId(), third, visitor())).toMatchObject(refused('unauthenticated'));
    const fresh = renewed.ok ? (renewed.value[0] ?? '') : '';
    expect(await finishByCode(await pendingId(), fresh, visitor())).toMatchObject({ ok: true });
  });
});

describe('a role that must have a second factor', () => {
  const admin: StaffScope = {
    kind: 'staff',
    userId: 'a',
    sessionId: 's',
    role: 'admin',
    email: 'a@x.example',
    name: 'A',
  };
  const owes = async (sessionId: string) => (await readSession(sessionId, { isActivity: false }))?.needsFactor;

  test('owes it from the next request on, until one is set up; other roles and sign-ins elsewhere do not', async () => {
    const scope = await scopeOf(await begin());
    expect(await owes(scope.sessionId)).toBe(false);
    await requiredRolesSetting.change(admin, ['admin', 'viewer'], visitor());
    expect(await owes(scope.sessionId)).toBe(false);
    await requiredRolesSetting.change(admin, ['operator'], visitor());
    expect(await owes(scope.sessionId)).toBe(true);
    await query("update sessions set signed_in_by = 'sso'");
    expect(await owes(scope.sessionId)).toBe(false);
    await query("update sessions set signed_in_by = 'password'");

    const phone = await phoneOf(scope);
    expect(await owes(scope.sessionId)).toBe(true);
    expect(await finishTotp(scope, phone.code(), visitor())).toMatchObject({ ok: true });
    expect(await owes(scope.sessionId)).toBe(false);
    expect(await removeMyTotp(scope, visitor())).toMatchObject({ error: { reason: 'last_required' } });
    await requiredRolesSetting.change(admin, [], visitor());
    expect(await removeMyTotp(scope, visitor())).toMatchObject({ ok: true });
  });

  test('so does anyone who has a password that is short because there was a factor once', async () => {
    const { scope } = await enrolled();
    await query('update users set is_password_short = true');
    expect(await removeMyTotp(scope, visitor())).toMatchObject({ error: { reason: 'last_required' } });
    await query('delete from totp_factors');
    expect(await owes(scope.sessionId)).toBe(true);
  });

  test('an admin removes the factor of a colleague: recorded, and every session ends', async () => {
    const { scope } = await enrolled();
    const id = await pendingId();
    await addStaff({ email: 'ada@partner.example', name: 'Ada', role: 'admin' });
    const ada = await getStaffCredentials(systemScope('test'), await getDb(), 'ada@partner.example');
    const self = { ...admin, userId: ada?.id ?? '' };
    const remove = () => changeStaff(self, scope.userId, { kind: 'remove_factor' }, visitor());
    expect(await remove()).toEqual({ ok: true, value: true });
    expect(await remove()).toEqual({ ok: true, value: false });
    expect(await readSession(scope.sessionId, { isActivity: false })).toBeNull();
    expect(await readPending(id)).toBeNull();
    expect(await begin()).toMatchObject({ value: { sessionId: expect.any(String) } });
    expect(await query("select details from audit where act = 'staff.factor_removed'")).toEqual([
      { details: { email: EMAIL, factors: 1, sessions: 1 } },
    ]);
    expect(await changeStaff({ ...scope }, self.userId, { kind: 'remove_factor' }, visitor())).toMatchObject(
      refused('forbidden'),
    );
  });
});

describe('confirming who one is', () => {
  const age = () => query("update sessions set reauthenticated_at = now() - interval '11 minutes'");
  const look = async (scope: StaffScope) => {
    const session = await readSession(scope.sessionId, { isActivity: false });
    return session !== null && isProven(session);
  };

  test('is asked for ten minutes after signing in; the password does where there is no factor', async () => {
    const scope = await scopeOf(await begin());
    const other = await scopeOf(await begin());
    expect(await look(scope)).toBe(true);
    await age();
    expect(await look(scope)).toBe(false);
    expect(await confirmBySecret(scope, 'wrong', visitor())).toMatchObject(refused('unauthenticated'));
    expect(await look(scope)).toBe(false);
    expect(await confirmBySecret(scope, password, visitor())).toMatchObject({ ok: true });
    expect(await look(scope)).toBe(true);
    // Another browser of the same person has shown nothing.
    expect(await look(other)).toBe(false);
    expect(
      await query("select act, actor_label, details from audit where act like 'staff.confirm%' order by id"),
    ).toEqual([
      { act: 'staff.confirm_refused', actor_label: EMAIL, details: { by: 'password' } },
      { act: 'staff.confirmed', actor_label: EMAIL, details: { by: 'password' } },
    ]);
  });

  test('wants the factor of anyone who has one', async () => {
    const { scope, phone } = await enrolled();
    await age();
    expect(await confirmBySecret(scope, password, visitor())).toMatchObject(refused('unauthenticated'));
    expect(await confirmBySecret(scope, phone.code(1), visitor())).toMatchObject({ ok: true });
    expect(await look(scope)).toBe(true);
    expect(await confirmBySecret(scope, phone.code(1), visitor())).toMatchObject(refused('unauthenticated'));
  });
});

describe('a passkey', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ID = Buffer.from('a passkey').toString('base64url');
  const [PRESENT, VERIFIED] = [1, 4];

  /** The public key as authenticators write it (COSE, ES256). */
  function cose(): string {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const parts = ['a5010203262001215820', Buffer.from(x, 'base64url').toString('hex'), '225820'];
    return Buffer.from([...parts, Buffer.from(y, 'base64url').toString('hex')].join(''), 'hex').toString('base64url');
  }

  /** What a browser sends when the authenticator has signed the question. */
  function sign(question: string, { counter = 1, flags = PRESENT | VERIFIED, origin = 'http://localhost:3000' } = {}) {
    const { challenge } = JSON.parse(question);
    const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }));
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const authenticatorData = Buffer.concat([
      createHash('sha256').update('localhost').digest(),
      Buffer.from([flags]),
      count,
    ]);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    const response = {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
    };
    return JSON.stringify({ id: ID, rawId: ID, type: 'public-key', response, clientExtensionResults: {} });
  }

  beforeEach(async () => {
    await query(`insert into passkeys (id, user_id, name, public_key, counter, transports)
      select '${ID}', id, 'Key', '${cose()}', 0, '[]' from users`);
  });

  const BROWSER = 'the id in the cookie of one browser';
  async function question(browser = BROWSER): Promise<string> {
    const asked = await askForSignIn(browser, visitor());
    if (!asked.ok) throw new Error('Nothing was asked.');
    return asked.value;
  }
  const submitPasskey = (text: string, browser: string | null = BROWSER) => signInByPasskey(browser, text, visitor());

  test('signs in alone, once for each question, in the browser that was asked', async () => {
    const asked = await question();
    expect(await submitPasskey(sign(asked), 'another browser')).toMatchObject(refused('unauthenticated'));
    expect(await scopeOf(await submitPasskey(sign(asked)))).toMatchObject({ email: EMAIL });
    expect(await submitPasskey(sign(asked, { counter: 2 }))).toMatchObject(refused('unauthenticated'));
    const twice = sign(await question(), { counter: 3 });
    const results = await Promise.all([submitPasskey(twice), submitPasskey(twice)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is refused when a copy may have been made, its owner was not verified, or another site asked', async () => {
    expect(await submitPasskey(sign(await question(), { counter: 7 }))).toMatchObject({ ok: true });
    for (const bad of [
      { counter: 7 },
      { counter: 3 },
      { counter: 8, flags: PRESENT },
      { counter: 8, origin: 'https://localhost.example' },
    ])
      expect(await submitPasskey(sign(await question(), bad))).toMatchObject(refused('unauthenticated'));
    const stale = await question();
    await query("update passkey_challenges set expires_at = now() - interval '1 second'");
    expect(await submitPasskey(sign(stale, { counter: 8 }))).toMatchObject(refused('unauthenticated'));
    for (const junk of ['', '{}', 'null', sign(JSON.stringify({ challenge: 'bWFkZS11cA' }), { counter: 9 })])
      expect(await submitPasskey(junk)).toMatchObject(refused('unauthenticated'));
    const last = await question();
    await query('update users set disabled_at = now()');
    expect(await submitPasskey(sign(last, { counter: 9 }))).toMatchObject(refused('unauthenticated'));
  });

  test('is a second step and a confirmation for its own account only; a question for one is none for another', async () => {
    const id = await pendingId();
    const asked = await askForSecondStep(id);
    const text = asked.ok ? asked.value : '';
    expect(await submitPasskey(sign(text))).toMatchObject(refused('unauthenticated'));
    const scope = await scopeOf(await finishByPasskey(id, sign(text, { counter: 2 }), visitor()));
    expect(scope).toMatchObject({ email: EMAIL });
    expect(await finishByPasskey(id, sign(text, { counter: 3 }), visitor())).toMatchObject(refused('not_found'));

    await addStaff({ email: 'eve@partner.example', name: 'Eve', role: 'viewer' });
    const eve = { ...scope, userId: 'eve', email: 'eve@partner.example' };
    expect(await confirmByPasskey(eve, sign(await askToConfirm(eve), { counter: 4 }), visitor())).toMatchObject(
      refused('unauthenticated'),
    );
    expect(await confirmByPasskey(scope, sign(await askToConfirm(scope), { counter: 5 }), visitor())).toMatchObject({
      ok: true,
    });
  });
});
