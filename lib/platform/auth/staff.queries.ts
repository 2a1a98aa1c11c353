import 'server-only';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { SECOND_FACTOR_SETTING } from '@/lib/platform/auth/factors/second-factor.rules';
import type { StaffChoice } from '@/lib/platform/auth/staff-name';
import type { Db } from '@/lib/platform/db/client';
import { type SignInWay, sessions } from '@/lib/platform/db/schema/sessions';
import { settings } from '@/lib/platform/db/schema/settings';
import { users } from '@/lib/platform/db/schema/users';
import { hasFactor } from './factors/has-factor.queries';
import { MASKING_SETTING } from './masking';
import type { StaffRole, StaffScope, SystemScope } from './scope';

export interface StaffCredentials {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly passwordHash: string | null;
  readonly isDisabled: boolean;
  readonly hasFactor: boolean;
}

/** By address in lower case; null when unknown. Only sign-in may ask, hence the system scope. */
export async function getStaffCredentials(
  _scope: SystemScope,
  db: Db,
  email: string,
): Promise<StaffCredentials | null> {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      passwordHash: users.passwordHash,
      disabledAt: users.disabledAt,
      hasFactor: hasFactor(),
    })
    .from(users)
    .where(eq(users.email, email))
    .limit(1);
  if (!row) return null;
  const { disabledAt, ...account } = row;
  return { ...account, isDisabled: disabledAt !== null };
}

export interface StaffAccount {
  readonly email: string;
  readonly role: StaffRole;
  readonly isDemo: boolean;
}

/** Any account, by its id; null when there is none. */
export async function getStaffAccount(_scope: StaffScope, db: Db, userId: string): Promise<StaffAccount | null> {
  const [row] = await db
    .select({ email: users.email, role: users.role, isDemo: users.isDemo })
    .from(users)
    .where(eq(users.id, userId))
    .limit(1);
  return row ?? null;
}

/** The setting is read with the session, so that it applies from the next request on. */
export function isMaskedFor(role: typeof users.role) {
  return sql<boolean>`${role} = 'viewer' and exists (select 1 from settings m
    where m.name = ${MASKING_SETTING} and m.value ->> 'isOn' = 'true')`;
}

export interface LiveSession {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly lastSeenAt: Date;
  /** Whether people’s names and addresses are masked for it. */
  readonly isMasked: boolean;
  readonly reauthenticatedAt: Date;
  readonly signedInBy: SignInWay;
  readonly hasFactor: boolean;
  readonly isPasswordShort: boolean;
  /** Whether the settings ask for a second factor of this role. */
  readonly isFactorRequired: boolean;
}

/** Whether the settings ask for a second factor of the row's role. */
function isFactorRequired() {
  return sql<boolean>`exists (select 1 from ${settings} s where s.name = ${SECOND_FACTOR_SETTING}
    and s.value->'roles' @> to_jsonb(${users}."role"))`;
}

export interface FactorDuty {
  readonly hasFactor: boolean;
  /** Whether the account may not be without one: its role must have one, or its password is a short one. */
  readonly isRequired: boolean;
}

export async function getFactorDuty(scope: StaffScope, db: Db): Promise<FactorDuty> {
  const [row] = await db
    .select({
      hasFactor: hasFactor(),
      isRequired: sql<boolean>`(${users.isPasswordShort} or ${isFactorRequired()})`,
    })
    .from(users)
    .where(eq(users.id, scope.userId))
    .limit(1);
  return row ?? { hasFactor: false, isRequired: false };
}

/** The session and its user, if neither has ended, idled out or been disabled by now. */
export async function getLiveSession(
  _scope: SystemScope,
  db: Db,
  idHash: string,
  limits: { readonly now: Date; readonly idleSince: Date },
): Promise<LiveSession | null> {
  const [row] = await db
    .select({
      userId: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      lastSeenAt: sessions.lastSeenAt,
      isMasked: isMaskedFor(users.role),
      reauthenticatedAt: sessions.reauthenticatedAt,
      signedInBy: sessions.signedInBy,
      hasFactor: hasFactor(),
      isPasswordShort: users.isPasswordShort,
      isFactorRequired: isFactorRequired(),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.idHash, idHash),
        isNull(sessions.endedAt),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, limits.now),
        gt(sessions.lastSeenAt, limits.idleSince),
      ),
    )
    .limit(1);
  return row ?? null;
}

/** All staff by name, the disabled too: customers may still belong to them. */
export async function listStaffNames(_scope: StaffScope, db: Db): Promise<readonly StaffChoice[]> {
  return db
    .select({ id: users.id, name: users.name })
    .from(users)
    .orderBy(asc(users.sortName), asc(users.id))
    .limit(500);
}
