/** Second factors and their drafts and challenges. Callers decide who may; each takes effect at most once. */
import 'server-only';
import { and, eq, gt, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import type { Scope, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import {
  type ChallengePurpose,
  passkeyChallenges,
  passkeys,
  pendingSignIns,
  recoveryCodes,
  totpFactors,
} from '@/lib/platform/db/schema/second-factors';
import { sessions } from '@/lib/platform/db/schema/sessions';

/**
 * Stores the encrypted secret of an app that has not confirmed a code yet. False when the account has a confirmed app.
 */
export async function draftTotp(scope: StaffScope, db: Db, secret: string, now: Date): Promise<boolean> {
  const draft = { secret, createdAt: now, confirmedAt: null, lastStep: null };
  const [row] = await db
    .insert(totpFactors)
    .values({ userId: scope.userId, ...draft })
    .onConflictDoUpdate({ target: totpFactors.userId, set: draft, setWhere: isNull(totpFactors.confirmedAt) })
    .returning({ userId: totpFactors.userId });
  return row !== undefined;
}

/** The draft with this secret counts from now on; the code that showed it is used up. False when it is gone. */
export async function confirmTotp(
  scope: StaffScope,
  tx: Db,
  { secret, step, now }: { readonly secret: string; readonly step: number; readonly now: Date },
): Promise<boolean> {
  const [row] = await tx
    .update(totpFactors)
    .set({ confirmedAt: now, lastStep: step })
    .where(and(eq(totpFactors.userId, scope.userId), eq(totpFactors.secret, secret), isNull(totpFactors.confirmedAt)))
    .returning({ userId: totpFactors.userId });
  return row !== undefined;
}

/** Uses the code of a step up. False when it, or a later one, was used before. */
export async function spendTotpStep(_scope: Scope, db: Db, userId: string, step: number): Promise<boolean> {
  const [row] = await db
    .update(totpFactors)
    .set({ lastStep: step })
    .where(
      and(
        eq(totpFactors.userId, userId),
        isNotNull(totpFactors.confirmedAt),
        or(isNull(totpFactors.lastStep), lt(totpFactors.lastStep, step)),
      ),
    )
    .returning({ userId: totpFactors.userId });
  return row !== undefined;
}

/** Whether there was one that counted. */
export async function removeTotp(_scope: Scope, tx: Db, userId: string): Promise<boolean> {
  const [row] = await tx
    .delete(totpFactors)
    .where(eq(totpFactors.userId, userId))
    .returning({ confirmedAt: totpFactors.confirmedAt });
  return row?.confirmedAt != null;
}

/** The old ones stop working. */
export async function replaceRecoveryCodes(
  _scope: Scope,
  tx: Db,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (codeHashes.length > 0)
    await tx.insert(recoveryCodes).values(codeHashes.map((codeHash) => ({ codeHash, userId })));
}

/** Uses a code up. False when it is none of the account's, or was used before. */
export async function spendRecoveryCode(
  _scope: Scope,
  db: Db,
  { userId, codeHash, now }: { readonly userId: string; readonly codeHash: string; readonly now: Date },
): Promise<boolean> {
  const [row] = await db
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
    .returning({ userId: recoveryCodes.userId });
  return row !== undefined;
}

/** All factors of an account, and its sign-ins that wait for one. Answers how many that counted there were. */
export async function removeAllFactors(scope: Scope, tx: Db, userId: string): Promise<number> {
  const hadTotp = await removeTotp(scope, tx, userId);
  const keys = await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id });
  await replaceRecoveryCodes(scope, tx, userId, []);
  await tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId));
  return keys.length + (hadTotp ? 1 : 0);
}

export async function insertPendingSignIn(
  _scope: SystemScope,
  db: Db,
  pending: { readonly idHash: string; readonly userId: string; readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  const { now, ...columns } = pending;
  await db.insert(pendingSignIns).values({ ...columns, createdAt: now });
}

/** Of two who finish the same sign-in at once, one does. */
export async function takePendingSignIn(_scope: SystemScope, db: Db, idHash: string, now: Date): Promise<boolean> {
  const [row] = await db
    .delete(pendingSignIns)
    .where(and(eq(pendingSignIns.idHash, idHash), gt(pendingSignIns.expiresAt, now)))
    .returning({ userId: pendingSignIns.userId });
  return row !== undefined;
}

export interface NewPasskey {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: Date;
}

/** False when the authenticator's id is known already. */
export async function insertPasskey(_scope: StaffScope, tx: Db, passkey: NewPasskey): Promise<boolean> {
  const [row] = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning({ id: passkeys.id });
  return row !== undefined;
}

/** Keeps the counter of a use. False when it went back or the passkey is gone: then it may be a copy. */
export async function countPasskeyUse(
  _scope: Scope,
  db: Db,
  { id, counter, now }: { readonly id: string; readonly counter: number; readonly now: Date },
): Promise<boolean> {
  // Authenticators without a counter say 0 each time.
  const isNewer = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter);
  const [row] = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkeys.id, id), isNewer))
    .returning({ id: passkeys.id });
  return row !== undefined;
}

/** False when it is none of this person’s, or has the name already. */
export async function renamePasskey(scope: StaffScope, tx: Db, id: string, name: string): Promise<boolean> {
  const [row] = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, scope.userId), ne(passkeys.name, name)))
    .returning({ id: passkeys.id });
  return row !== undefined;
}

/** The name it had; null when it is none of this person's. */
export async function removePasskey(scope: StaffScope, tx: Db, id: string): Promise<string | null> {
  const [row] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, scope.userId)))
    .returning({ name: passkeys.name });
  return row?.name ?? null;
}

export interface Challenge {
  readonly challengeHash: string;
  readonly purpose: ChallengePurpose;
  readonly holder: string;
}

export async function insertChallenge(_scope: Scope, db: Db, challenge: Challenge, expiresAt: Date): Promise<void> {
  await db.insert(passkeyChallenges).values({ ...challenge, expiresAt });
}

/**
 * Consumes a challenge, whatever comes of it. False unless it was issued for this purpose and browser and has not
 * expired.
 */
export async function takeChallenge(
  _scope: Scope,
  db: Db,
  { challengeHash, purpose, holder }: Challenge,
  now: Date,
): Promise<boolean> {
  const [row] = await db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challengeHash, challengeHash),
        eq(passkeyChallenges.purpose, purpose),
        eq(passkeyChallenges.holder, holder),
        gt(passkeyChallenges.expiresAt, now),
      ),
    )
    .returning({ purpose: passkeyChallenges.purpose });
  return row !== undefined;
}

/** Records a reauthentication in this session. */
export async function markReauthenticated(scope: StaffScope, db: Db, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ reauthenticatedAt: now })
    .where(and(eq(sessions.idHash, scope.sessionId), isNull(sessions.endedAt)));
}

/** Removes sign-ins that were not finished and challenges that were not answered. */
export async function pruneSignInSteps(_scope: SystemScope, db: Db, before: Date): Promise<void> {
  await db.delete(pendingSignIns).where(lt(pendingSignIns.expiresAt, before));
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, before));
}
