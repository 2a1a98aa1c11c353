import { beforeEach, describe, expect, test } from 'vitest';
import { readTeam } from '@/lib/features/team/read-team';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { readSession } from '@/lib/platform/auth/read-session';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { signInByPassword } from '@/lib/platform/auth/testing/sign-in';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { NO_SSO_RULE, type TypedSsoRule } from './rules';
import { changeSsoRule, leaveSso, readSso, switchPasswordSignIn } from './sso-settings';
import { startSsoSession } from './start-sso-session';

const ISSUER = 'http://127.0.0.1:9/realm';
setUpDatabase({ env: { OIDC_ISSUER: ISSUER, OIDC_CLIENT_ID: 'portal', OIDC_CLIENT_SECRET: 'not-so-secret' } });

const END = { idToken: 'the.id.token', endSessionUrl: `${ISSUER}/logout?x=1` };
const { trustedIssuer: _, ...NO_RULE } = NO_SSO_RULE;
const RULE = {
  ...NO_RULE,
  roleClaim: 'groups',
  values: { admin: ['admins'], operator: ['ops'], viewer: [] },
  domains: ['partner.example'],
};

let admin: StaffScope;
beforeEach(async () => {
  await emptyDatabase();
  admin = await makeStaff('admin');
});

interface Person {
  readonly subject?: string;
  readonly issuer?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

const come = ({ subject = 'grace', issuer = ISSUER, claims = {} }: Person) =>
  startSsoSession(
    {
      issuer,
      subject,
      claims: { email: `${subject}@partner.example`, email_verified: true, name: 'Grace H.', ...claims },
    },
    END,
    NO_ORIGIN,
  );

async function admitted(person: Person): Promise<StaffScope> {
  const started = await come(person);
  if (!started.isAdmitted) throw new Error(`Not admitted: ${started.reason}`);
  const scope = await readSession(hashSessionId(started.sessionId), { isActivity: true });
  if (!scope) throw new Error('There is no such session.');
  return scope;
}

const refused = (reason: string) => ({ isAdmitted: false, reason });
const rule = (next: Partial<TypedSsoRule>) => change(admin, next);
const change = (scope: StaffScope, { trustsEmails = false, ...next }: Partial<TypedSsoRule>) =>
  changeSsoRule(scope, { ...NO_RULE, ...next, trustsEmails }, NO_ORIGIN);
const auditLog = (act: string) =>
  query(`select actor_label, outcome, details from audit where act = '${act}' order by id`);

describe('someone without an account', () => {
  test('gets one where their domain is welcome, with the role of the claim, and it is recorded', async () => {
    await rule(RULE);
    const scope = await admitted({ claims: { email: "Grace.O'Neil@Partner.example", groups: ['ops', 'chess'] } });
    expect(scope).toMatchObject({ email: "grace.o'neil@partner.example", name: 'Grace H.', role: 'operator' });
    expect(await auditLog('staff.added')).toEqual([
      {
        actor_label: "grace.o'neil@partner.example",
        outcome: 'ok',
        details: { email: "grace.o'neil@partner.example", role: 'operator', by: 'single sign-on' },
      },
    ]);
    const team = await readTeam(admin, { sessionIdleMs: 60_000 });
    expect(team.find(({ id }) => id === scope.userId)).toMatchObject({ state: 'active', openSessions: 1 });
    expect(await auditLog('staff.signed_in')).toMatchObject([{ details: { by: 'sso' } }]);
  });

  const CASES: readonly (readonly [
    what: string,
    reason: string,
    rule: Partial<TypedSsoRule>,
    claims: Person['claims'],
  ])[] = [
    ['another domain', 'domain', RULE, { email: 'grace@elsewhere.example', groups: ['ops'] }],
    ['a subdomain', 'domain', RULE, { email: 'grace@x.partner.example', groups: ['ops'] }],
    ['no domain is welcome', 'domain', { ...RULE, domains: [] }, { groups: ['ops'] }],
    ['no value of a role', 'no_role', RULE, { groups: ['chess'] }],
    ['nothing mapped, no default', 'no_role', { ...NO_RULE, domains: RULE.domains }, {}],
    ['an address that is not verified', 'email_unverified', RULE, { groups: ['ops'], email_verified: false }],
    ['verified in a word only', 'email_unverified', RULE, { groups: ['ops'], email_verified: 'true' }],
    ['no word about it', 'email_unverified', RULE, { groups: ['ops'], email_verified: undefined }],
    ['no address', 'email_unverified', RULE, { groups: ['ops'], email: undefined }],
    ['what only looks like an address', 'email_unverified', RULE, { groups: ['ops'], email: 'a..b@partner.example' }],
    ['groups left out of the token', 'role_unknown', RULE, { _claim_names: { groups: 'src1' } }],
    ['letters that look alike', 'email_unverified', RULE, { groups: ['ops'], email: 'ｇrace@partner.example' }],
  ];

  test('is refused for each of these, and nothing is made', async () => {
    for (const [what, reason, given, claims = {}] of CASES) {
      await rule(given);
      expect([what, await come({ claims })]).toEqual([what, refused(reason)]);
    }
    expect(await query('select email from users')).toHaveLength(1);
    expect(await query('select * from sessions')).toEqual([]);
    expect(await auditLog('staff.sign_in_refused')).toEqual(
      CASES.map(([, reason]) => ({
        actor_label: 'not signed in',
        outcome: 'refused',
        details: { account: null, by: 'single sign-on', reason },
      })),
    );
  });
});

describe('someone with an account', () => {
  const known = (email = 'grace@partner.example') =>
    query(`update users set email = '${email}' where id = '${admin.userId}'`);

  test('is recognised by the verified address once, and by the identity from then on', async () => {
    await known();
    expect(await come({ claims: { email_verified: false } })).toEqual(refused('email_unverified'));
    expect(await admitted({})).toMatchObject({ userId: admin.userId, role: 'admin' });
    expect(await auditLog('staff.sso_linked')).toMatchObject([{ details: { issuer: ISSUER } }]);
    const later = await admitted({ claims: { email: 'married@elsewhere.example', email_verified: false } });
    expect(later).toMatchObject({ userId: admin.userId, email: 'grace@partner.example' });
  });

  test('is not taken for anyone who gets their address later, at this provider', async () => {
    await known();
    await admitted({});
    expect(await come({ subject: 'other', claims: { email: 'grace@partner.example' } })).toEqual(
      refused('other_identity'),
    );
    expect(await come({ issuer: 'https://other.example', claims: { email_verified: false } })).toEqual(
      refused('email_unverified'),
    );
  });

  test('is refused while the account is disabled, linked or not', async () => {
    await known();
    await query('update users set disabled_at = now()');
    expect(await come({})).toEqual(refused('disabled'));
    expect(await query('select * from sso_identities')).toEqual([]);
  });

  test('of two first sign-ins at once both end in one account', async () => {
    await rule(RULE);
    const person = { claims: { groups: ['ops'] } };
    const scopes = await Promise.all([admitted(person), admitted(person)]);
    expect(new Set(scopes.map(({ userId }) => userId)).size).toBe(1);
  });
});

describe('the role of the claim', () => {
  test('is applied at each sign-in, and refused people keep nothing open', async () => {
    await rule(RULE);
    await query("update users set password_hash = 'something'");
    await admitted({ claims: { groups: ['ops'] } });
    expect(await admitted({ claims: { groups: 'admins' } })).toMatchObject({ role: 'admin' });
    expect(await admitted({ claims: { groups: ['ops'] } })).toMatchObject({ role: 'operator' });
    expect(await come({ claims: { groups: [] } })).toEqual(refused('no_role'));
    expect((await auditLog('staff.role_changed')).map(({ details, actor_label }) => [actor_label, details])).toEqual([
      ['single sign-on', { email: 'grace@partner.example', role: 'admin', formerRole: 'operator' }],
      ['single sign-on', { email: 'grace@partner.example', role: 'operator', formerRole: 'admin' }],
    ]);
  });

  test('stays as it is while the provider leaves the groups out, and the admins are told until it no longer does', async () => {
    await rule({ ...RULE, defaultRole: 'viewer' });
    await query("update users set password_hash = 'something'");
    const overage = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://x.example' } } };
    await admitted({ claims: { groups: ['admins'] } });
    expect((await readSso(admin)).keptRoles).toEqual([]);
    expect(await admitted({ claims: overage })).toMatchObject({ role: 'admin' });
    expect((await readSso(admin)).keptRoles).toMatchObject([{ email: 'grace@partner.example', role: 'admin' }]);
    expect(await auditLog('staff.role_kept')).toEqual([
      {
        actor_label: 'single sign-on',
        outcome: 'ok',
        details: { email: 'grace@partner.example', role: 'admin', claim: 'groups' },
      },
    ]);
    expect(await admitted({ claims: { groups: ['ops'] } })).toMatchObject({ role: 'operator' });
    expect((await readSso(admin)).keptRoles).toEqual([]);
  });

  test('is the invited one for anyone who comes first with groups left out', async () => {
    await rule({ ...RULE, defaultRole: 'viewer' });
    await query(`update users set email = 'grace@partner.example' where id = '${admin.userId}'`);
    expect(await admitted({ claims: { hasgroups: true } })).toMatchObject({ userId: admin.userId, role: 'admin' });
  });

  test('never takes the last admin away who can sign in, and says so', async () => {
    await rule(RULE);
    // The other admin was invited and has neither a password nor an identity.
    await admitted({ claims: { groups: ['admins'] } });
    expect(await admitted({ claims: { groups: ['ops'] } })).toMatchObject({ role: 'admin' });
    expect(await auditLog('staff.role_changed')).toMatchObject([
      { outcome: 'refused', details: { reason: 'last admin' } },
    ]);
    await query(`update users set password_hash = 'x' where id = '${admin.userId}'`);
    expect(await admitted({ claims: { groups: ['ops'] } })).toMatchObject({ role: 'operator' });
  });
});

describe('an address that the provider says nothing about', () => {
  const silent = { claims: { groups: ['ops'], email_verified: undefined } };

  test('counts as verified once an admin has said so of the whole provider, and no longer for another one', async () => {
    await rule(RULE);
    expect(await come(silent)).toEqual(refused('email_unverified'));
    expect(await rule({ ...RULE, trustsEmails: true })).toEqual({ ok: true, value: true });
    expect((await readSso(admin)).rule.trustedIssuer).toBe(ISSUER);
    expect(await come({ ...silent, issuer: 'https://other.example' })).toEqual(refused('email_unverified'));
    expect(await come({ claims: { ...silent.claims, email_verified: false } })).toEqual(refused('email_unverified'));
    expect(await admitted(silent)).toMatchObject({ email: 'grace@partner.example' });
    expect((await auditLog('settings.changed')).at(-1)?.details).toMatchObject({
      'all addresses verified': `no → ${ISSUER}`,
    });
  });

  test('is verified by Entra ID’s own claim', async () => {
    await rule(RULE);
    expect(await admitted({ claims: { ...silent.claims, xms_edov: '1' } })).toMatchObject({ role: 'operator' });
  });
});

describe('passwords', () => {
  const off = (scope: StaffScope) => switchPasswordSignIn(scope, false, NO_ORIGIN);
  const conflict = (reason: string) => ({ ok: false, error: { kind: 'conflict', reason } });

  test('are switched off only by who came by single sign-on and would come back as an admin', async () => {
    expect(await off(admin)).toMatchObject(conflict('not_by_sso'));
    await rule(RULE);
    const grace = await admitted({ claims: { groups: ['admins'] } });
    await rule({ ...RULE, values: { ...RULE.values, admin: ['others'] } });
    expect(await off(grace)).toMatchObject(conflict('locks_out'));
    await rule(RULE);
    expect(await off(grace)).toEqual({ ok: true, value: true });
    expect(await readSso(grace)).toMatchObject({ isPasswordOn: false, cameBySso: true });
    expect(await signInByPassword({ email: 'a@b.example', password: 'x' }, NO_ORIGIN)).toMatchObject(
      conflict('password_off'),
    );
    // Nor can an admin lock themselves out afterwards, or be locked out by an admin with an older session.
    const others = { ...RULE, values: { ...RULE.values, admin: ['others'] } };
    expect(await change(grace, others)).toMatchObject(conflict('locks_out'));
    expect(await change(admin, RULE)).toMatchObject(conflict('locks_out'));
    expect(await switchPasswordSignIn(grace, true, NO_ORIGIN)).toEqual({ ok: true, value: true });
    expect(await signInByPassword({ email: 'a@b.example', password: 'x' }, NO_ORIGIN)).toMatchObject({
      error: { kind: 'unauthenticated' },
    });
    expect(
      (await auditLog('settings.changed')).map(({ details }) => details).filter((each) => 'passwords' in Object(each)),
    ).toEqual([
      { setting: 'password_sign_in', passwords: 'on → off' },
      { setting: 'password_sign_in', passwords: 'off → on' },
    ]);
  });
});

describe('signing out', () => {
  test('leads to the provider, which is told whose session it was, once', async () => {
    await rule(RULE);
    const scope = await admitted({ claims: { groups: ['ops'], secretive: 'canary-claim' } });
    const dump = await dumpDatabase();
    for (const secret of [END.idToken, 'canary-claim']) expect(dump).not.toContain(secret);
    const place = new URL((await leaveSso(scope)) ?? '');
    expect(`${place.origin}${place.pathname}`).toBe(`${ISSUER}/logout`);
    expect(Object.fromEntries(place.searchParams)).toMatchObject({
      x: '1',
      id_token_hint: END.idToken,
      client_id: 'portal',
      post_logout_redirect_uri: expect.stringMatching(/\/sign-in$/),
    });
    expect(await leaveSso(scope)).toBeNull();
    expect(await leaveSso(admin)).toBeNull();
  });
});
