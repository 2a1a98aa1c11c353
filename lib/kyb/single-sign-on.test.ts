import { describe, expect, it } from 'vitest';
import {
  claimValues,
  firstRole,
  isWelcome,
  mappedRole,
  NO_SSO_RULE,
  ssoRuleInput,
  toPasswordSignIn,
  toSsoRule,
} from './single-sign-on';

const TYPED = {
  roleClaim: ' groups ',
  scopes: 'groups',
  admin: 'portal-admins\r\nCN=Admins,OU=Portal\n\n',
  operator: 'ops',
  viewer: '',
  defaultRole: 'refuse',
  domains: 'Partner.example, sub.partner.example\npartner.example',
};
const rule = ssoRuleInput.parse(TYPED);

describe('what admins type', () => {
  it('is read line by line, without doubles, domains in lower case', () => {
    expect(rule).toEqual({
      roleClaim: 'groups',
      scopes: 'groups',
      values: { admin: ['portal-admins', 'CN=Admins,OU=Portal'], operator: ['ops'], viewer: [] },
      defaultRole: null,
      domains: ['partner.example', 'sub.partner.example'],
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
  ])('%s is refused beside its field', (_what, change, field) => {
    const parsed = ssoRuleInput.safeParse({ ...TYPED, ...change });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it('an unknown field is refused', () => {
    expect(ssoRuleInput.safeParse({ ...TYPED, role: 'admin' }).success).toBe(false);
  });
});

it.each([undefined, null, 'x', {}, { roleClaim: 'groups', values: { admin: 'all' } }])(
  'a damaged rule (%j) gives nobody anything',
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
    ['what is no text', { groups: [{ ops: true }, 1, null] }, 'refuse'],
    ['an object', { groups: { ops: true } }, 'refuse'],
  ] as const)('%s', (_what, claims, role) => {
    expect(mappedRole(rule, claims)).toBe(role);
    expect(firstRole(rule, claims)).toBe(role);
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
