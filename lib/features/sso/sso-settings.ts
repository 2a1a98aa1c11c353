/** Single sign-on as admins see and set it, and the way out by the provider. */
import 'server-only';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { toPasswordSignIn } from '@/lib/platform/auth/password-sign-in';
import { isPasswordSignInOn, PASSWORD_SIGN_IN_SETTING } from '@/lib/platform/auth/password-sign-in.queries';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { decrypt } from '@/lib/platform/crypto/encrypt';
import { getDb } from '@/lib/platform/db/client';
import { ssoSessionPurpose } from '@/lib/platform/db/schema/sso';
import { defineSetting } from '@/lib/platform/settings-store/define-setting';
import { err, ok, type Result } from '@/lib/result';
import { getSessionOrigin, getSsoRule, type KeptRole, listKeptRoles, SSO_SETTING } from './queries';
import { mappedRole, mapsRoles, type SsoRule, type TypedSsoRule, toSsoRule, withTrustedIssuer } from './rules';
import { deleteSsoSession } from './writes';

/** Where the provider has to send people back to: registered there, letter by letter. */
export function ssoAddresses() {
  const { appUrl } = env();
  return { redirect: `${appUrl}/api/auth/callback/oidc`, afterSignOut: `${appUrl}/sign-in` };
}

export interface SsoView {
  /** Null: the environment names no provider. */
  readonly provider: { readonly issuer: string; readonly clientId: string } | null;
  readonly rule: SsoRule;
  readonly isPasswordOn: boolean;
  /** Whether the environment keeps passwords on, whatever is set here. */
  readonly isPasswordForced: boolean;
  /** Whether this very session began at the provider: then it works, and passwords may be switched off. */
  readonly cameBySso: boolean;
  /** Members whose role could not follow the claim. */
  readonly keptRoles: readonly KeptRole[];
}

export async function readSso(scope: StaffScope): Promise<SsoView> {
  const db = await getDb();
  const { oidc, isPasswordForced } = env();
  const [rule, isPasswordOn, session, kept] = await Promise.all([
    getSsoRule(scope, db),
    isPasswordSignInOn(scope, db),
    getSessionOrigin(scope, db),
    listKeptRoles(scope, db),
  ]);
  const provider = oidc && { issuer: oidc.issuer, clientId: oidc.clientId };
  const keptRoles = mapsRoles(rule) ? kept : [];
  return { provider, rule, isPasswordOn, isPasswordForced, cameBySso: session?.signedInBy === 'sso', keptRoles };
}

/** What the sign-in page offers. */
export async function readSignInWays(): Promise<{ readonly hasSso: boolean; readonly hasPassword: boolean }> {
  const hasPassword = await isPasswordSignInOn(systemScope('sign-in'), await getDb());
  return { hasSso: env().oidc !== null, hasPassword };
}

const facts = z.object({
  idToken: z.string().nullable(),
  endSessionUrl: z.string().nullable(),
  claims: z.record(z.string(), z.unknown()),
});

async function readFacts(scope: StaffScope): Promise<z.infer<typeof facts> | null> {
  const session = await getSessionOrigin(scope, await getDb());
  const opened = session?.encrypted ? decrypt(ssoSessionPurpose(scope.sessionId), session.encrypted) : null;
  return opened === null ? null : (facts.safeParse(JSON.parse(opened)).data ?? null);
}

/** Whether this person could sign in as an admin again: switching passwords off must not lock them out. */
async function staysAdmin(scope: StaffScope, rule: SsoRule): Promise<boolean> {
  const known = await readFacts(scope);
  if (known === null) return false;
  const role = mappedRole(rule, known.claims);
  return ['keep', 'unknown', 'admin'].includes(role);
}

const ssoSetting = defineSetting<SsoRule>({
  name: SSO_SETTING,
  parse: toSsoRule,
  describe: ({ roleClaim, scopes, values, defaultRole, domains, trustedIssuer }) => ({
    claim: roleClaim || 'none',
    scopes: scopes || 'none',
    admins: values.admin.join(', ') || 'none',
    operators: values.operator.join(', ') || 'none',
    viewers: values.viewer.join(', ') || 'none',
    'all others': defaultRole ?? 'refused',
    domains: domains.join(', ') || 'none',
    'all addresses verified': trustedIssuer ?? 'no',
  }),
  store: (rule) => ({ ...rule }),
});

const passwordSetting = defineSetting<boolean>({
  name: PASSWORD_SIGN_IN_SETTING,
  parse: toPasswordSignIn,
  describe: (isOn) => ({ passwords: isOn ? 'on' : 'off' }),
  store: (isOn) => ({ isOn }),
});

/**
 * Returns false if nothing changed. Errors: `conflict`: `locks_out`, passwords are off and by the new rule this admin
 * could not come back as one; `no_provider` or `shared_issuer`, there is none whose email addresses could be trusted.
 */
export async function changeSsoRule(scope: StaffScope, typed: TypedSsoRule, origin: Origin): Promise<Result<boolean>> {
  const db = await getDb();
  const rule = withTrustedIssuer(typed, env().oidc?.issuer ?? null);
  if (typeof rule === 'string') return err({ kind: 'conflict', reason: rule, retryable: false });
  const isPasswordOn = await isPasswordSignInOn(scope, db);
  if (!isPasswordOn && !(await staysAdmin(scope, rule)))
    return err({ kind: 'conflict', reason: 'locks_out', retryable: false });
  return ok(await ssoSetting.change(scope, rule, origin));
}

/**
 * False when it was so already. Errors: `conflict`: `not_configured`; `not_by_sso`, because only who has just come that
 * way knows that it works; `locks_out`.
 */
export async function switchPasswordSignIn(scope: StaffScope, isOn: boolean, origin: Origin): Promise<Result<boolean>> {
  const db = await getDb();
  if (!isOn) {
    if (env().oidc === null) return err({ kind: 'conflict', reason: 'not_configured', retryable: false });
    const session = await getSessionOrigin(scope, db);
    if (session?.signedInBy !== 'sso') return err({ kind: 'conflict', reason: 'not_by_sso', retryable: false });
    if (!(await staysAdmin(scope, await getSsoRule(scope, db))))
      return err({ kind: 'conflict', reason: 'locks_out', retryable: false });
  }
  return ok(await passwordSetting.change(scope, isOn, origin));
}

/** Longer addresses are cut off on the way; the provider then asks whether to sign out. */
const MAX_HINT = 4_000;

/**
 * Where to send a person who signs out of a session that began at the provider (OpenID Connect RP-Initiated Logout);
 * null if there is no such address. The stored facts are removed.
 */
export async function leaveSso(scope: StaffScope): Promise<string | null> {
  const { oidc } = env();
  const known = await readFacts(scope);
  if (known === null) return null;
  await deleteSsoSession(scope, await getDb());
  if (oidc === null || known.endSessionUrl === null) return null;
  const url = new URL(known.endSessionUrl);
  url.searchParams.set('client_id', oidc.clientId);
  url.searchParams.set('post_logout_redirect_uri', ssoAddresses().afterSignOut);
  if (known.idToken && known.idToken.length <= MAX_HINT) url.searchParams.set('id_token_hint', known.idToken);
  return url.href;
}
