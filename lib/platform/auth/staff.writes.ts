import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/platform/db/client';
import { type SignInWay, sessions } from '@/lib/platform/db/schema/sessions';
import { users } from '@/lib/platform/db/schema/users';
import { toSortKey } from '@/lib/platform/input/text-keys';
import type { StaffRole, SystemScope } from './scope';
import 'server-only';
import { sql } from 'drizzle-orm';
import { ssoIdentities } from '@/lib/platform/db/schema/sso';

export interface NewStaff {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  readonly isDemo: boolean;
}

/** Adds a staff account, or resets the one with this address; either way it can sign in afterwards. */
export async function upsertStaff(_scope: SystemScope, db: Db, staff: NewStaff): Promise<void> {
  const columns = { ...staff, sortName: toSortKey(staff.name) };
  await db
    .insert(users)
    .values({ id: crypto.randomUUID(), ...columns })
    .onConflictDoUpdate({ target: users.email, set: { ...columns, isPasswordShort: false, disabledAt: null } });
}

/** Ends every session of the account with this address: the old password must not keep one open. */
export async function endSessionsOf(_scope: SystemScope, db: Db, email: string, now: Date): Promise<void> {
  const account = db.select({ id: users.id }).from(users).where(eq(users.email, email));
  await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(inArray(sessions.userId, account), isNull(sessions.endedAt)));
}

/** Ends demo accounts and, because sessions look at the account, their sessions with them. */
export async function disableDemoStaff(_scope: SystemScope, db: Db, now: Date): Promise<void> {
  await db
    .update(users)
    .set({ disabledAt: now })
    .where(and(eq(users.isDemo, true), isNull(users.disabledAt)));
}

export interface NewSession {
  readonly idHash: string;
  readonly userId: string;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** By password when absent. */
  readonly signedInBy?: SignInWay;
}

export async function insertSession(_scope: SystemScope, db: Db, session: NewSession): Promise<void> {
  const { now, ...columns } = session;
  await db.insert(sessions).values({ ...columns, createdAt: now, lastSeenAt: now, reauthenticatedAt: now });
}

export async function touchSession(_scope: SystemScope, db: Db, idHash: string, now: Date): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.idHash, idHash));
}

export async function endSession(_scope: SystemScope, db: Db, idHash: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.idHash, idHash), isNull(sessions.endedAt)));
}

/** Single sign-on has to link this account again at the next sign-in. */
export async function unlinkSsoIdentities(_scope: SystemScope, db: Db, email: string): Promise<void> {
  const account = sql`(select ${users.id} from ${users} where ${users.email} = ${email})`;
  await db.delete(ssoIdentities).where(eq(ssoIdentities.userId, account));
}
