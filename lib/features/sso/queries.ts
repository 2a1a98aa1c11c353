import 'server-only';
import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Scope, StaffRole, StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { type SignInWay, sessions } from '@/lib/platform/db/schema/sessions';
import { ssoIdentities, ssoSessions } from '@/lib/platform/db/schema/sso';
import { users } from '@/lib/platform/db/schema/users';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';
import { type SsoRule, toSsoRule } from './rules';

export const SSO_SETTING = 'single_sign_on';

export async function getSsoRule(scope: Scope, db: Db): Promise<SsoRule> {
  return toSsoRule(await getSetting(scope, db, SSO_SETTING));
}

/** Who came last with a claim of roles that could not be read, and so has the role of before; the newest first. */
export interface KeptRole {
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly at: string;
}

export async function listKeptRoles(_scope: StaffScope, db: Db): Promise<readonly KeptRole[]> {
  const rows = await db
    .select({ name: users.name, email: users.email, role: users.role, at: ssoIdentities.roleUnknownAt })
    .from(ssoIdentities)
    .innerJoin(users, eq(users.id, ssoIdentities.userId))
    .where(and(isNotNull(ssoIdentities.roleUnknownAt), isNull(users.disabledAt)))
    .orderBy(desc(ssoIdentities.roleUnknownAt), asc(users.id))
    .limit(50);
  return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at: at.toISOString() }]));
}

export interface SessionOrigin {
  readonly signedInBy: SignInWay;
  /** Of a session by single sign-on. */
  readonly encrypted: string | null;
}

/** How the session of the scope began; null when its row is gone. */
export async function getSessionOrigin(scope: StaffScope, db: Db): Promise<SessionOrigin | null> {
  const [row] = await db
    .select({ signedInBy: sessions.signedInBy, encrypted: ssoSessions.encrypted })
    .from(sessions)
    .leftJoin(ssoSessions, eq(ssoSessions.idHash, sessions.idHash))
    .where(eq(sessions.idHash, scope.sessionId))
    .limit(1);
  return row ?? null;
}
