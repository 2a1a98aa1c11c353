import 'server-only';
import { and, asc, count, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { StaffRole, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { passkeys, pendingSignIns, recoveryCodes, totpFactors } from '@/lib/platform/db/schema/second-factors';
import { users } from '@/lib/platform/db/schema/users';

type Own = StaffScope | SystemScope;

export interface TotpFactor {
  /** Encrypted. */
  readonly secret: string;
  readonly confirmedAt: Date | null;
}

/** The account's authenticator app, confirmed or not; null when there is none. */
export async function getTotp(_scope: Own, db: Db, userId: string): Promise<TotpFactor | null> {
  const [row] = await db
    .select({ secret: totpFactors.secret, confirmedAt: totpFactors.confirmedAt })
    .from(totpFactors)
    .where(eq(totpFactors.userId, userId))
    .limit(1);
  return row ?? null;
}

/** Recovery codes that have not been used. */
export async function countRecoveryCodes(_scope: Own, db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row?.left ?? 0;
}

export interface PasskeyRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The account's passkeys, oldest first. */
export async function listPasskeys(_scope: Own, db: Db, userId: string): Promise<readonly PasskeyRow[]> {
  return db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt)).limit(50);
}

export interface AccountOfPasskey {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly passkey: PasskeyRow;
}

/** The account that a passkey signs in to; null for an unknown one and for an account that is disabled. */
export async function getAccountOfPasskey(
  _scope: SystemScope,
  db: Db,
  passkeyId: string,
): Promise<AccountOfPasskey | null> {
  const [row] = await db
    .select({ id: users.id, email: users.email, name: users.name, role: users.role, passkey: passkeys })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(and(eq(passkeys.id, passkeyId), isNull(users.disabledAt)))
    .limit(1);
  return row ?? null;
}

export interface PendingSignIn {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
}

/** Whose second step is awaited; null when it was taken, took too long, or the account is disabled. */
export async function getPendingSignIn(
  _scope: SystemScope,
  db: Db,
  idHash: string,
  now: Date,
): Promise<PendingSignIn | null> {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      confirmedAt: totpFactors.confirmedAt,
    })
    .from(pendingSignIns)
    .innerJoin(users, eq(users.id, pendingSignIns.userId))
    .leftJoin(totpFactors, and(eq(totpFactors.userId, users.id), isNotNull(totpFactors.confirmedAt)))
    .where(and(eq(pendingSignIns.idHash, idHash), gt(pendingSignIns.expiresAt, now), isNull(users.disabledAt)))
    .limit(1);
  if (!row) return null;
  const { confirmedAt, ...account } = row;
  const keys = await listPasskeys(_scope, db, account.id);
  return { ...account, hasTotp: confirmedAt !== null, hasPasskey: keys.length > 0 };
}

/** The ways in which an account can reauthenticate. */
export interface ReauthMethods {
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
}

export async function getReauthMethods(_scope: StaffScope, db: Db, userId: string): Promise<ReauthMethods> {
  const [[account], totp, keys] = await Promise.all([
    db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId)).limit(1),
    getTotp(_scope, db, userId),
    listPasskeys(_scope, db, userId),
  ]);
  return {
    hasPassword: account?.passwordHash != null,
    hasTotp: totp?.confirmedAt != null,
    hasPasskey: keys.length > 0,
  };
}
