/** The rules of single sign-on that admins set: what may be typed, how a stored one is read, which role a claim gives. */
import { z } from 'zod';
import { STAFF_ROLES, type StaffRole } from '@/lib/platform/auth/scope';
import { onOff } from '@/lib/platform/input/on-off';
import { isVisible } from '@/lib/platform/input/plain-text';

export interface SsoRule {
  /** Name of the claim with roles or groups; a path with dots if nested. Empty for none. */
  readonly roleClaim: string;
  /** Scopes to request beside `openid email profile`; some providers need one for groups. */
  readonly scopes: string;
  /** By role, the values of the claim that give it. */
  readonly values: Readonly<Record<StaffRole, readonly string[]>>;
  /** The role without any of those values; null rejects the sign-in. Never admin: that is given by name only. */
  readonly defaultRole: 'operator' | 'viewer' | null;
  /** Lower case. A new person with an address there gets an account; all others need one already. */
  readonly domains: readonly string[];
  /** The issuer all of whose email addresses count as verified, although it does not say so of each; null for none. */
  readonly trustedIssuer: string | null;
}

export const NO_SSO_RULE: SsoRule = {
  roleClaim: '',
  scopes: '',
  values: { admin: [], operator: [], viewer: [] },
  defaultRole: null,
  domains: [],
  trustedIssuer: null,
};

/** As typed: the provider that is trusted is the one that is configured at that moment. */
export interface TypedSsoRule extends Omit<SsoRule, 'trustedIssuer'> {
  readonly trustsEmails: boolean;
}

const MOST_LINES = 50;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

const value = z.string().max(255).refine(isVisible);
const domain = z.string().max(253).regex(DOMAIN);

const lines = (item: z.ZodType<string>, problem: string, split: RegExp) =>
  z
    .string()
    .max(20_000, problem)
    .transform((text) => [...new Set(text.split(split).flatMap((each) => each.trim() || []))])
    .refine((list) => list.length <= MOST_LINES && list.every((each) => item.safeParse(each).success), problem);

/** One a line: names of groups may hold commas. */
const valuesText = lines(value, 'One value a line, up to 50 of at most 255 characters.', /\r?\n/);

export const ssoRuleInput = z
  .strictObject({
    roleClaim: z
      .string()
      .trim()
      .max(100, 'At most 100 characters.')
      .refine((text) => !/\s/.test(text) && isVisible(text), 'The name of one claim, such as groups.'),
    scopes: z
      .string()
      .trim()
      .max(100, 'At most 100 characters.')
      // RFC 6749, appendix A.4.
      .regex(/^[\x21\x23-\x5b\x5d-\x7e ]*$/, 'Names of scopes, separated by blanks.'),
    admin: valuesText,
    operator: valuesText,
    viewer: valuesText,
    defaultRole: z.enum(['refuse', 'operator', 'viewer'], 'Choose one of the three.'),
    domains: z
      .string()
      .transform((text) => text.toLowerCase())
      .pipe(lines(domain, 'Domains such as company.example, one a line.', /[\s,;]+/)),
    emails: z.enum(['claim', 'all'], 'Choose one of the two.').default('claim'),
  })
  .refine(
    ({ roleClaim, admin, operator, viewer }) => roleClaim !== '' || [admin, operator, viewer].flat().length === 0,
    {
      path: ['roleClaim'],
      message: 'Say which claim holds the values below.',
    },
  )
  .transform(
    ({ admin, operator, viewer, defaultRole, emails, ...rest }): TypedSsoRule => ({
      ...rest,
      values: { admin, operator, viewer },
      defaultRole: defaultRole === 'refuse' ? null : defaultRole,
      trustsEmails: emails === 'all',
    }),
  );

const list = z.array(z.string());
const storedRule = z.object({
  roleClaim: z.string(),
  scopes: z.string(),
  values: z.object({ admin: list, operator: list, viewer: list }),
  defaultRole: z.enum(['operator', 'viewer']).nullable(),
  domains: list,
  trustedIssuer: z.string().nullable().default(null),
});

/** A damaged value gives no role. */
export function toSsoRule(stored: unknown): SsoRule {
  const parsed = storedRule.safeParse(stored);
  return parsed.success ? parsed.data : NO_SSO_RULE;
}

export const passwordSignInInput = z.strictObject({ passwords: onOff });

export type Claims = Readonly<Record<string, unknown>>;

const record = z.record(z.string(), z.unknown());

function claimNamed(claims: Claims, name: string): unknown {
  // Tried literally first: claim names that are addresses (https://company.example/roles) have dots too.
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const part of name.split('.')) {
    const parsed = record.safeParse(found);
    if (!parsed.success || !Object.hasOwn(parsed.data, part)) return undefined;
    found = parsed.data[part];
  }
  return found;
}

const YES: ReadonlySet<unknown> = new Set([true, 'true', 1, '1']);
const NO: ReadonlySet<unknown> = new Set([false, 'false', 0, '0']);

/**
 * Whether the provider has values of this claim that it did not send: in a distributed or aggregated claim (OpenID
 * Connect Core, 5.6.2), which is how Entra ID answers for members of more than 200 groups, or by its `hasgroups`.
 */
function isLeftOut(claims: Claims, name: string): boolean {
  const [root = name] = name.split('.');
  const elsewhere = record.safeParse(claims._claim_names).data ?? {};
  const isNamed = [name, root].some((each) => Object.hasOwn(elsewhere, each));
  const isLinked = Object.keys(claims).some((key) => key.startsWith(`${name}:src`));
  return isNamed || isLinked || (name === 'groups' && YES.has(claims.hasgroups));
}

/**
 * The texts in a claim: one, or a list of them; none when there is no such claim. Null when that cannot be known: the
 * values were left out, or they are not texts.
 */
export function claimValues(claims: Claims, name: string): readonly string[] | null {
  const found = claimNamed(claims, name);
  const isAbsent = found === undefined || found === null;
  const one = isAbsent ? [] : [found];
  const all: readonly unknown[] = Array.isArray(found) ? found : one;
  const texts = all.filter((each) => typeof each === 'string');
  if (texts.length > 0) return texts;
  return all.length > 0 || isLeftOut(claims, name) ? null : [];
}

/**
 * The role that the claims give, the highest of several. `keep` where no values are mapped at all; `unknown` where the
 * claim could not be read, which must neither give nor take a role.
 */
export function mappedRole(
  { roleClaim, values, defaultRole }: SsoRule,
  claims: Claims,
): StaffRole | 'refuse' | 'keep' | 'unknown' {
  if (!mapsRoles({ roleClaim, values })) return 'keep';
  const given = claimValues(claims, roleClaim);
  if (given === null) return 'unknown';
  return STAFF_ROLES.find((role) => values[role].some((each) => given.includes(each))) ?? defaultRole ?? 'refuse';
}

/** Whether roles follow a claim, or are given on the team page. */
export function mapsRoles({ roleClaim, values }: Pick<SsoRule, 'roleClaim' | 'values'>): boolean {
  return roleClaim !== '' && STAFF_ROLES.some((role) => values[role].length > 0);
}

/** The role at the first sign-in without an account. */
export function firstRole(rule: SsoRule, claims: Claims): StaffRole | 'refuse' | 'unknown' {
  const mapped = mappedRole(rule, claims);
  return mapped === 'keep' ? (rule.defaultRole ?? 'refuse') : mapped;
}

/** First parts of the path of Microsoft's issuers for many tenants; the last is the tenant of personal accounts. */
const SHARED_TENANTS: ReadonlySet<string> = new Set([
  'common',
  'organizations',
  'consumers',
  '9188040d-6c67-4c5b-b112-36a304b66dad',
]);
/** Domains where anyone can open an account. */
const SHARED_HOSTS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'appleid.apple.com',
  'login.live.com',
  'www.facebook.com',
  'www.linkedin.com',
  'api.login.yahoo.com',
  'gitlab.com',
  'login.salesforce.com',
  'slack.com',
]);

/** Whether people of more than one company sign in at an issuer: each may enter there what address they like. */
export function isSharedIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return true;
  const { hostname, pathname } = new URL(issuer);
  const [tenant = ''] = pathname.toLowerCase().split('/').filter(Boolean);
  // "{tenantid}" is what Microsoft writes where a tenant is to be filled in.
  return SHARED_HOSTS.has(hostname) || SHARED_TENANTS.has(tenant) || tenant.startsWith('%7b');
}

/** The rule as it is stored, with the issuer of the provider that is configured; or why that cannot be trusted. */
export function withTrustedIssuer(
  { trustsEmails, ...rule }: TypedSsoRule,
  issuer: string | null,
): SsoRule | 'no_provider' | 'shared_issuer' {
  if (!trustsEmails) return { ...rule, trustedIssuer: null };
  if (issuer === null) return 'no_provider';
  return isSharedIssuer(issuer) ? 'shared_issuer' : { ...rule, trustedIssuer: issuer };
}

function isSameIssuer(a: string, b: string): boolean {
  const [one, other] = [a, b].map((issuer) => issuer.replace(/\/+$/, ''));
  return one === other;
}

/**
 * Whether the address among the claims is theirs: the provider says so (`email_verified`, or Entra ID's `xms_edov`), or
 * an admin has said so of all its addresses. A no of the provider counts more than either.
 */
export function isEmailVerified({ trustedIssuer }: SsoRule, issuer: string, claims: Claims): boolean {
  const { email_verified, xms_edov } = claims;
  if (NO.has(email_verified) || NO.has(xms_edov)) return false;
  if (email_verified === true || YES.has(xms_edov)) return true;
  return trustedIssuer !== null && isSameIssuer(trustedIssuer, issuer) && !isSharedIssuer(issuer);
}

/** Whether an address, in lower case, belongs to a domain whose people get accounts; subdomains are others. */
export function isWelcome({ domains }: SsoRule, email: string): boolean {
  return domains.includes(email.slice(email.lastIndexOf('@') + 1));
}
