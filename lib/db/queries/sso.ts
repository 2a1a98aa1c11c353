import 'server-only';
import { eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { type SignInWay, sessions } from '@/lib/db/schema/sessions';
import { ssoSessions } from '@/lib/db/schema/sso';
import { env } from '@/lib/env';
import { type SsoRule, toPasswordSignIn, toSsoRule } from '@/lib/kyb/single-sign-on';
import type { Scope, StaffScope } from '@/lib/scope';
import { getSetting } from './settings';

export const SSO_SETTING = 'single_sign_on';
export const PASSWORD_SIGN_IN_SETTING = 'password_sign_in';

export async function getSsoRule(scope: Scope, db: Db): Promise<SsoRule> {
  return toSsoRule(await getSetting(scope, db, SSO_SETTING));
}

/**
 * Whether staff may sign in by password. Switched off in the portal it is on all the same where there would be no other
 * way in: without a provider, or while the environment says so.
 */
export async function isPasswordSignInOn(scope: Scope, db: Db): Promise<boolean> {
  const { oidc, isPasswordForced } = env();
  if (oidc === null || isPasswordForced) return true;
  return toPasswordSignIn(await getSetting(scope, db, PASSWORD_SIGN_IN_SETTING));
}

export interface SessionOrigin {
  readonly signedInBy: SignInWay;
  /** Of a session by single sign-on. */
  readonly sealed: string | null;
}

/** How the session of the scope began; null when its row is gone. */
export async function getSessionOrigin(scope: StaffScope, db: Db): Promise<SessionOrigin | null> {
  const [row] = await db
    .select({ signedInBy: sessions.signedInBy, sealed: ssoSessions.sealed })
    .from(sessions)
    .leftJoin(ssoSessions, eq(ssoSessions.idHash, sessions.idHash))
    .where(eq(sessions.idHash, scope.sessionId))
    .limit(1);
  return row ?? null;
}
