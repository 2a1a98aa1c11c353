import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { inviteTokens } from '@/lib/db/schema/invite-tokens';
import { invites } from '@/lib/db/schema/invites';
import type { CustomerScope, ReturnScope, StaffScope, SystemScope } from '@/lib/scope';
import { type AuditEntry, insertAudit } from './audit';

export interface NewInvite {
  readonly id: string;
  readonly customerId: string;
  readonly email: string;
  readonly locale: string;
  readonly message: string | null;
  readonly tokenHash: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** False when this customer and address have a living invite already. */
export async function insertInvite(
  scope: StaffScope,
  db: Db,
  invite: NewInvite,
  entry: Pick<AuditEntry, 'origin'>,
): Promise<boolean> {
  const { tokenHash, now, ...columns } = invite;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(invites)
      .values({ ...columns, createdBy: scope.userId, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: invites.id });
    if (!row) return false;
    await tx.insert(inviteTokens).values({ hash: tokenHash, inviteId: invite.id, generation: 1 });
    await insertAudit(scope, tx, { act: 'invite.created', outcome: 'ok', customerId: invite.customerId, ...entry });
    return true;
  });
}

/**
 * Gives an invite its next generation: the old link dies, the new one lives from now. `expected` is the generation the
 * caller saw, so that two renewals at once make one.
 */
export async function renewInvite(
  scope: StaffScope | SystemScope,
  db: Db,
  invite: { readonly id: string; readonly customerId: string; readonly expected: number },
  next: { readonly tokenHash: string; readonly expiresAt: Date },
  entry: Pick<AuditEntry, 'origin'>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(invites)
      .set({ generation: invite.expected + 1, expiresAt: next.expiresAt, viewedAt: null, viewCount: 0 })
      .where(and(eq(invites.id, invite.id), eq(invites.generation, invite.expected), isNull(invites.revokedAt)))
      .returning({ id: invites.id });
    if (!row) return false;
    await tx
      .insert(inviteTokens)
      .values({ hash: next.tokenHash, inviteId: invite.id, generation: invite.expected + 1 });
    await insertAudit(scope, tx, { act: 'invite.renewed', outcome: 'ok', customerId: invite.customerId, ...entry });
    return true;
  });
}

export async function revokeInvite(
  scope: StaffScope,
  db: Db,
  invite: { readonly id: string; readonly customerId: string; readonly now: Date },
  entry: Pick<AuditEntry, 'origin'>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(invites)
      .set({ revokedAt: invite.now })
      .where(and(eq(invites.id, invite.id), isNull(invites.revokedAt)))
      .returning({ id: invites.id });
    if (!row) return false;
    await insertAudit(scope, tx, { act: 'invite.revoked', outcome: 'ok', customerId: invite.customerId, ...entry });
    return true;
  });
}

/** The page was fetched; by whom, nobody can know. */
export async function recordInviteView(_scope: SystemScope, db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(invites)
    .set({
      viewedAt: sql`coalesce(${invites.viewedAt}, ${now.toISOString()}::timestamptz)`,
      viewCount: sql`${invites.viewCount} + 1`,
    })
    .where(eq(invites.id, id));
}

export async function recordInviteStart(_scope: CustomerScope, db: Db, id: string, now: Date): Promise<void> {
  await db.update(invites).set({ startedAt: now }).where(eq(invites.id, id));
}

export async function recordInviteReturn(_scope: ReturnScope, db: Db, id: string, now: Date): Promise<void> {
  await db.update(invites).set({ returnedAt: now }).where(eq(invites.id, id));
}

export async function recordReminder(
  _scope: SystemScope,
  db: Db,
  id: string,
  sent: number,
  now: Date,
): Promise<boolean> {
  const [row] = await db
    .update(invites)
    .set({ remindersSent: sent, lastRemindedAt: now })
    .where(and(eq(invites.id, id), eq(invites.remindersSent, sent - 1)))
    .returning({ id: invites.id });
  return row !== undefined;
}

export async function stopReminders(_scope: SystemScope, db: Db, id: string, now: Date): Promise<void> {
  await db.update(invites).set({ remindersStoppedAt: now }).where(eq(invites.id, id));
}
