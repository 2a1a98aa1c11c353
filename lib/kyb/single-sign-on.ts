/** The rules of single sign-on that admins set: what may be typed, how a stored one is read, which role a claim gives. */
import { z } from 'zod';
import { STAFF_ROLES, type StaffRole } from '@/lib/scope';
import { isVisible } from './plain-text';
import { onOff } from './rules';

export interface SsoRule {
  /** Name of the claim with roles or groups; a path with dots where it stands inside another. Empty for none. */
  readonly roleClaim: string;
  /** Scopes to ask for beside `openid email profile`, which some providers want before they tell groups. */
  readonly scopes: string;
  /** By role, the values of the claim that give it. */
  readonly values: Readonly<Record<StaffRole, readonly string[]>>;
  /** Of whoever has none of those values; null refuses them. Never admin: that is given by name only. */
  readonly defaultRole: 'operator' | 'viewer' | null;
  /** Lower case. Whoever comes with an address there gets an account; all others need one already. */
  readonly domains: readonly string[];
}

export const NO_SSO_RULE: SsoRule = {
  roleClaim: '',
  scopes: '',
  values: { admin: [], operator: [], viewer: [] },
  defaultRole: null,
  domains: [],
};

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
  })
  .refine(
    ({ roleClaim, admin, operator, viewer }) => roleClaim !== '' || [admin, operator, viewer].flat().length === 0,
    {
      path: ['roleClaim'],
      message: 'Say which claim holds the values below.',
    },
  )
  .transform(
    ({ admin, operator, viewer, defaultRole, ...rest }): SsoRule => ({
      ...rest,
      values: { admin, operator, viewer },
      defaultRole: defaultRole === 'refuse' ? null : defaultRole,
    }),
  );

const list = z.array(z.string());
const storedRule = z.object({
  roleClaim: z.string(),
  scopes: z.string(),
  values: z.object({ admin: list, operator: list, viewer: list }),
  defaultRole: z.enum(['operator', 'viewer']).nullable(),
  domains: list,
});

/** What is damaged gives nobody anything. */
export function toSsoRule(stored: unknown): SsoRule {
  const parsed = storedRule.safeParse(stored);
  return parsed.success ? parsed.data : NO_SSO_RULE;
}

export const passwordSignInInput = z.strictObject({ passwords: onOff });

const storedPasswordSignIn = z.object({ isOn: z.boolean() });

/** Whether passwords are accepted; they are until somebody switched them off. */
export function toPasswordSignIn(stored: unknown): boolean {
  const parsed = storedPasswordSignIn.safeParse(stored);
  return !parsed.success || parsed.data.isOn;
}

export type Claims = Readonly<Record<string, unknown>>;

const record = z.record(z.string(), z.unknown());

function claimNamed(claims: Claims, name: string): unknown {
  // As it is first: names that are addresses (https://company.example/roles) have dots too.
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const part of name.split('.')) {
    const parsed = record.safeParse(found);
    if (!parsed.success || !Object.hasOwn(parsed.data, part)) return undefined;
    found = parsed.data[part];
  }
  return found;
}

/** The texts in a claim: one, or a list of them. Everything else is as if it were not there. */
export function claimValues(claims: Claims, name: string): readonly string[] {
  const found = claimNamed(claims, name);
  const all: readonly unknown[] = Array.isArray(found) ? found : [found];
  return all.filter((each) => typeof each === 'string');
}

/** The role that the claims give, the highest of several; `keep` where no values are mapped at all. */
export function mappedRole({ roleClaim, values, defaultRole }: SsoRule, claims: Claims): StaffRole | 'refuse' | 'keep' {
  if (roleClaim === '' || STAFF_ROLES.every((role) => values[role].length === 0)) return 'keep';
  const given = new Set(claimValues(claims, roleClaim));
  return STAFF_ROLES.find((role) => values[role].some((each) => given.has(each))) ?? defaultRole ?? 'refuse';
}

/** The role of somebody who comes for the first time and has no account. */
export function firstRole(rule: SsoRule, claims: Claims): StaffRole | 'refuse' {
  const mapped = mappedRole(rule, claims);
  return mapped === 'keep' ? (rule.defaultRole ?? 'refuse') : mapped;
}

/** Whether an address, in lower case, belongs to a domain whose people get accounts; subdomains are others. */
export function isWelcome({ domains }: SsoRule, email: string): boolean {
  return domains.includes(email.slice(email.lastIndexOf('@') + 1));
}
