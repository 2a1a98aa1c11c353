import { describe, expect, it } from 'vitest';
import { toPasswordSignIn } from '@/lib/platform/auth/password-sign-in';
import {
  claimValues,
  firstRole,
  isEmailVerified,
  isSharedIssuer,
  isWelcome,
  mappedRole,
  NO_SSO_RULE,
  type SsoRule,
  ssoRuleInput,
  toSsoRule,
  withTrustedIssuer,
} from './rules';

const TYPED = {
  roleClaim: ' groups ',
  scopes: 'groups',
  admin: 'portal-admins\r\nCN=Admins,OU=Portal\n\n',
  operator: 'ops',
  viewer: '',
  defaultRole: 'refuse',
  domains: 'Partner.example, sub.partner.example\npartner.example',
};
const { trustsEmails, ...typed } = ssoRuleInput.parse(TYPED);
const rule: SsoRule = { ...typed, trustedIssuer: null };

describe('what admins type', () => {
  it('is read line by line, without doubles, domains in lower case', () => {
    expect({ ...typed, trustsEmails }).toEqual({
      roleClaim: 'groups',
      scopes: 'groups',
      values: { admin: ['portal-admins', 'CN=Admins,OU=Portal'], operator: ['ops'], viewer: [] },
      defaultRole: null,
      domains: ['partner.example', 'sub.partner.example'],
      trustsEmails: false,
    });
    expect(toSsoRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  });

  it.each([
    ['values without a claim', { roleClaim: '' }, 'roleClaim'],
    ['two claims', { roleClaim: 'groups roles' }, 'roleClaim'],
    ['an address as a domain', { domains: 'me@partner.example' }, 'domains'],
    ['all domains', { domains: '*' }, 'domains'],
    ['a whole top-level domain', { domains: 'example' }, 'domains'],
    ['everybody as admin', { defaultRole: 'admin' }, 'defaultRole'],
    ['an invisible mark in a value', { operator: 'ops\u200b' }, 'operator'],
    ['too many values', { operator: Array.from({ length: 51 }, (_, index) => index).join('\n') }, 'operator'],
    ['a scope with a quote', { scopes: 'a"b' }, 'scopes'],
    ['some verified addresses', { emails: 'some' }, 'emails'],
  ])('%s is refused beside its field', (_what, change, field) => {
    const parsed = ssoRuleInput.safeParse({ ...TYPED, ...change });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it('an unknown field is refused', () => {
    expect(ssoRuleInput.safeParse({ ...TYPED, role: 'admin' }).success).toBe(false);
  });
});

it.each([undefined, null, 'x', {}, { roleClaim: 'groups', values: { admin: 'all' } }])(
  'a damaged rule (%j) gives no one anything',
  (stored) => {
    expect(toSsoRule(stored)).toEqual(NO_SSO_RULE);
    expect(toPasswordSignIn(stored)).toBe(true);
  },
);

describe('the role of a claim', () => {
  it.each([
    ['a list', { groups: ['x', 'ops'] }, 'operator'],
    ['a single text', { groups: 'ops' }, 'operator'],
    ['the highest of several', { groups: ['ops', 'CN=Admins,OU=Portal'] }, 'admin'],
    ['nothing that fits', { groups: ['x'] }, 'refuse'],
    ['no such claim', {}, 'refuse'],
    ['another letter case', { groups: ['OPS'] }, 'refuse'],
    ['a part of a name', { groups: ['ops-interns'] }, 'refuse'],
    ['an empty list', { groups: [] }, 'refuse'],
    ['nothing in its place', { groups: null }, 'refuse'],
    ['texts among others', { groups: [1, 'ops'] }, 'operator'],
  ] as const)('%s', (_what, claims, role) => {
    expect(mappedRole(rule, claims)).toBe(role);
    expect(firstRole(rule, claims)).toBe(role);
  });

  // Entra ID, for members of more than 200 groups; the second in tokens that went through the address of a page.
  const OVERAGE = {
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: 'https://graph.example/users/1/getMemberObjects' } },
  };

  it.each([
    ['a list that is elsewhere', OVERAGE],
    ['a list that is elsewhere, and an empty one here', { ...OVERAGE, groups: [] }],
    ['a list that is aggregated', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { JWT: 'x.y.z' } } }],
    ['a link to the list', { 'groups:src1': 'https://graph.example/users/1/getMemberObjects' }],
    ['only that there are some', { hasgroups: true }],
    ['only that there are some, as a text', { hasgroups: 'true' }],
    ['what is no text', { groups: [{ ops: true }, 1, null] }],
    ['an object', { groups: { ops: true } }],
  ])('is not known from %s, and is not guessed', (_what, claims) => {
    for (const defaultRole of [null, 'viewer'] as const) {
      expect(mappedRole({ ...rule, defaultRole }, claims)).toBe('unknown');
      expect(firstRole({ ...rule, defaultRole }, claims)).toBe('unknown');
    }
    expect(mappedRole(NO_SSO_RULE, claims)).toBe('keep');
  });

  it('is known from the user info, although the token left the list out', () => {
    expect(mappedRole(rule, { ...OVERAGE, groups: ['ops'] })).toBe('operator');
  });

  it('left out is another claim’s matter', () => {
    expect(mappedRole({ ...rule, roleClaim: 'roles' }, { ...OVERAGE, hasgroups: true })).toBe('refuse');
    const nested = { ...rule, roleClaim: 'realm_access.roles' };
    expect(mappedRole(nested, { _claim_names: { realm_access: 'src1' } })).toBe('unknown');
  });

  it('is the default where one is set, also for newcomers', () => {
    expect(mappedRole({ ...rule, defaultRole: 'viewer' }, {})).toBe('viewer');
    expect(firstRole({ ...rule, defaultRole: 'viewer' }, {})).toBe('viewer');
  });

  it('without a mapping stays as it is; newcomers get the default', () => {
    expect(mappedRole(NO_SSO_RULE, { groups: ['ops'] })).toBe('keep');
    expect(firstRole(NO_SSO_RULE, {})).toBe('refuse');
    expect(firstRole({ ...NO_SSO_RULE, defaultRole: 'operator' }, {})).toBe('operator');
  });

  it('is found by its whole name, then along its dots, and never in a prototype', () => {
    expect(claimValues({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a']);
    expect(claimValues({ 'https://x.example/roles': 'a' }, 'https://x.example/roles')).toEqual(['a']);
    expect(claimValues({}, 'constructor.name')).toEqual([]);
    expect(claimValues({ a: null }, 'a.b')).toEqual([]);
  });
});

describe('whether an address is verified', () => {
  const TENANT = 'https://login.microsoftonline.com/3f1c1b1e-0000-4000-8000-000000000001/v2.0';
  const trusting = { ...rule, trustedIssuer: TENANT };

  it.each([
    ['email_verified', { email_verified: true }, true],
    ['xms_edov', { xms_edov: true }, true],
    ['xms_edov as a text', { xms_edov: 'true' }, true],
    ['xms_edov as a number', { xms_edov: 1 }, true],
    ['xms_edov as a digit', { xms_edov: '1' }, true],
    ['no word about it', {}, false],
    ['a text', { email_verified: 'true' }, false],
    ['a no', { xms_edov: '0' }, false],
    ['a no that counts more', { email_verified: false, xms_edov: true }, false],
  ])('%s', (_what, claims, expected) => expect(isEmailVerified(rule, TENANT, claims)).toBe(expected));

  it('is so of every address of a trusted provider, unless it says no', () => {
    expect(isEmailVerified(trusting, TENANT, {})).toBe(true);
    expect(isEmailVerified(trusting, `${TENANT}/`, {})).toBe(true);
    for (const no of [{ email_verified: false }, { xms_edov: false }, { xms_edov: 0 }, { email_verified: 'false' }])
      expect(isEmailVerified(trusting, TENANT, no)).toBe(false);
  });

  it('can be said of the configured provider only, and of none that other companies use too', () => {
    const typedAll = { ...typed, trustsEmails: true };
    expect(withTrustedIssuer(typedAll, TENANT)).toEqual(trusting);
    expect(withTrustedIssuer(typedAll, 'https://login.microsoftonline.com/common/v2.0')).toBe('shared_issuer');
    expect(withTrustedIssuer(typedAll, null)).toBe('no_provider');
    expect(withTrustedIssuer({ ...typed, trustsEmails: false }, TENANT)).toEqual(rule);
  });

  it('is not so of another provider, nor of one that is everyone’s', () => {
    expect(isEmailVerified(trusting, 'https://login.other.example', {})).toBe(false);
    const shared = 'https://login.microsoftonline.com/common/v2.0';
    expect(isEmailVerified({ ...rule, trustedIssuer: shared }, shared, {})).toBe(false);
  });

  it.each([
    ['https://login.microsoftonline.com/common/v2.0', true],
    ['https://login.microsoftonline.com/Organizations/v2.0', true],
    ['https://login.microsoftonline.com/consumers', true],
    ['https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', true],
    ['https://login.microsoftonline.com/{tenantid}/v2.0', true],
    ['https://login.microsoftonline.us/common/v2.0', true],
    ['https://sts.windows.net/common/', true],
    ['https://accounts.google.com', true],
    ['no address', true],
    [TENANT, false],
    ['https://login.company.example/realms/common', false],
    ['https://company.okta.com', false],
  ])('%s is shared by several companies: %s', (issuer, expected) => expect(isSharedIssuer(issuer)).toBe(expected));
});

it.each([
  ['me@partner.example', true],
  ['me@sub.partner.example', true],
  ['me@other.partner.example', false],
  ['me@evilpartner.example', false],
  ['partner.example@evil.example', false],
  ['"a@partner.example"@evil.example', false],
])('whether %s is welcome: %s', (email, expected) => {
  expect(isWelcome(rule, email)).toBe(expected);
});
