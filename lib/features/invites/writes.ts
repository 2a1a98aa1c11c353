/** Writes of invites. Pages that show the customer hear of each. */
import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { type AuditEntry, insertAudit } from '@/lib/platform/audit/audit.writes';
import type { CustomerScope, ReturnScope, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import { notifyChange } from '@/lib/platform/db/changes';
import type { Db } from '@/lib/platform/db/client';
import { inviteTokens } from '@/lib/platform/db/schema/invite-tokens';
import { invites } from '@/lib/platform/db/schema/invites';
import { emailKey } from '@/lib/platform/input/email-address';
import { insertMail, type NewMail } from '@/lib/platform/mail/mails.writes';

export interface NewInvite {
  readonly id: string;
  readonly customerId: string;
  readonly email: string;
  readonly locale: string;
  readonly message: string | null;
  readonly tokenHash: string;
  readonly now: Date;
  readonly expiresAt: Date;
  /** Committed with the invite, so that a crash leaves neither without the other. */
  readonly mail: NewMail;
}

/** False when this customer and address have a living invite already. */
export async function insertInvite(
  scope: StaffScope,
  db: Db,
  invite: NewInvite,
  entry: Pick<AuditEntry, 'origin'>,
): Promise<boolean> {
  const { tokenHash, now, mail, ...columns } = invite;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(invites)
      .values({ ...columns, emailKey: emailKey(columns.email), createdBy: scope.userId, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: invites.id });
    if (!row) return false;
    await tx.insert(inviteTokens).values({ hash: tokenHash, inviteId: invite.id, generation: 1 });
    await insertMail(scope, tx, mail);
    await insertAudit(scope, tx, { act: 'invite.created', outcome: 'ok', customerId: invite.customerId, ...entry });
    await notifyChange(tx, invite.customerId);
    return true;
  });
}

/**
 * Gives an invite its next generation: the old link dies, the new one lives from now, and the days to its reminders
 * start again. `expected` is the generation the caller saw, so that two renewals at once make one.
 */
export async function renewInvite(
  scope: StaffScope | SystemScope,
  db: Db,
  invite: { readonly id: string; readonly customerId: string; readonly expected: number },
  next: Pick<NewInvite, 'tokenHash' | 'now' | 'expiresAt' | 'mail'>,
  entry: Pick<AuditEntry, 'origin'>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(invites)
      .set({
        generation: invite.expected + 1,
        expiresAt: next.expiresAt,
        viewedAt: null,
        viewCount: 0,
        remindersSent: 0,
        lastRemindedAt: next.now,
      })
      .where(and(eq(invites.id, invite.id), eq(invites.generation, invite.expected), isNull(invites.revokedAt)))
      .returning({ id: invites.id });
    if (!row) return false;
    await tx
      .insert(inviteTokens)
      .values({ hash: next.tokenHash, inviteId: invite.id, generation: invite.expected + 1 });
    await insertMail(scope, tx, next.mail);
    await insertAudit(scope, tx, { act: 'invite.renewed', outcome: 'ok', customerId: invite.customerId, ...entry });
    await notifyChange(tx, invite.customerId);
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
    await notifyChange(tx, invite.customerId);
    return true;
  });
}

async function change(db: Db, id: string, set: PgUpdateSetSource<typeof invites>): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(invites)
      .set(set)
      .where(eq(invites.id, id))
      .returning({ customerId: invites.customerId });
    for (const { customerId } of changed) await notifyChange(tx, customerId);
  });
}

/** The page was fetched; by whom is unknown. */
export async function recordInviteView(_scope: SystemScope, db: Db, id: string, now: Date): Promise<void> {
  await change(db, id, {
    viewedAt: sql`coalesce(${invites.viewedAt}, ${now.toISOString()}::timestamptz)`,
    viewCount: sql`${invites.viewCount} + 1`,
  });
}

export async function recordInviteStart(_scope: CustomerScope, db: Db, id: string, now: Date): Promise<void> {
  await change(db, id, { startedAt: now });
}

export async function recordInviteReturn(_scope: ReturnScope, db: Db, id: string, now: Date): Promise<void> {
  await change(db, id, { returnedAt: now });
}

/**
 * Counts a reminder and commits its mail; one sent by a person is in the audit log. False when another request was
 * faster.
 */
export async function recordReminder(
  scope: StaffScope | SystemScope,
  db: Db,
  reminder: { readonly inviteId: string; readonly number: number; readonly mail: NewMail },
  entry: Pick<AuditEntry, 'origin'> = {},
): Promise<boolean> {
  const { inviteId, number, mail } = reminder;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(invites)
      .set({ remindersSent: number, lastRemindedAt: mail.now })
      .where(and(eq(invites.id, inviteId), eq(invites.remindersSent, number - 1), isNull(invites.remindersStoppedAt)))
      .returning({ id: invites.id });
    if (!row) return false;
    if (scope.kind === 'staff')
      await insertAudit(scope, tx, {
        act: 'invite.reminded',
        outcome: 'ok',
        customerId: mail.customerId ?? undefined,
        ...entry,
      });
    if (mail.customerId !== null) await notifyChange(tx, mail.customerId);
    return insertMail(scope, tx, mail);
  });
}

export async function stopReminders(_scope: SystemScope, db: Db, id: string, now: Date): Promise<void> {
  await change(db, id, { remindersStoppedAt: now });
}
