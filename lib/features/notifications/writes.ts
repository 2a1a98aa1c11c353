import 'server-only';
import { and, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { Scope, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { NotificationReason } from '@/lib/platform/db/column-values';
import { notificationPreferences, notificationReads, notifications } from '@/lib/platform/db/schema/notifications';
import { notificationKind, notificationOfStatus } from './rules';

export interface NewNotification {
  readonly reason: NotificationReason;
  /** One notification per dedupe key: the same again changes nothing. */
  readonly dedupeKey: string;
  readonly customerId: string;
}

/** Notifies of something about customers, each with the customer's status at this moment. */
export async function insertNotifications(
  _scope: Scope,
  db: Db,
  found: readonly NewNotification[],
  now: Date,
): Promise<void> {
  if (found.length === 0) return;
  await db
    .insert(notifications)
    .values(
      found.map((notification) => ({
        ...notification,
        kind: notificationKind(notification.reason),
        status: sql<string>`(select status from customers where id = ${notification.customerId})`,
        at: now,
      })),
    )
    .onConflictDoNothing({ target: notifications.dedupeKey });
}

/** In the transaction of a status change, after it: some statuses notify staff. */
export async function insertStatusNotification(
  scope: Scope,
  tx: Db,
  change: { readonly customerId: string; readonly status: string; readonly now: Date },
): Promise<void> {
  const { customerId, status, now } = change;
  const reason = notificationOfStatus(status);
  if (reason === null) return;
  await insertNotifications(
    scope,
    tx,
    [{ reason, customerId, dedupeKey: `status:${customerId}:${status}:${now.getTime()}` }],
    now,
  );
}

/** Marks single notifications as read by this person; for others they stay unread. */
export async function markNotificationsRead(
  scope: StaffScope,
  db: Db,
  ids: readonly number[],
  origin: Origin,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { userId } = scope;
    // Selected, not given: an id that does not exist is none to read.
    const known = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(inArray(notifications.id, [...ids]));
    if (known.length === 0) return;
    const added = await tx
      .insert(notificationReads)
      .values(known.map(({ id }) => ({ userId, notificationId: id })))
      .onConflictDoNothing()
      .returning({ id: notificationReads.notificationId });
    if (added.length > 0)
      await insertAudit(scope, tx, {
        act: 'notifications.read',
        outcome: 'ok',
        origin,
        details: { count: added.length },
      });
  });
}

/** Marks everything up to this notification as read by this person. Never marks anything unread. */
export async function markNotificationsReadThrough(
  scope: StaffScope,
  db: Db,
  throughId: number,
  origin: Origin,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { userId } = scope;
    const readThrough = sql`greatest(${notificationPreferences.readThrough}, (select max(id) from notifications where id <= ${throughId}))`;
    await tx.insert(notificationPreferences).values({ userId }).onConflictDoNothing();
    await tx.update(notificationPreferences).set({ readThrough }).where(eq(notificationPreferences.userId, userId));
    await tx
      .delete(notificationReads)
      .where(and(eq(notificationReads.userId, userId), lte(notificationReads.notificationId, throughId)));
    await insertAudit(scope, tx, { act: 'notifications.read', outcome: 'ok', origin, details: { all: true } });
  });
}

/** Switches the daily mail; false when it was so before. */
export async function setDigest(scope: StaffScope, db: Db, digest: boolean, origin: Origin): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { userId } = scope;
    await tx.insert(notificationPreferences).values({ userId }).onConflictDoNothing();
    const [changed] = await tx
      .update(notificationPreferences)
      .set({ digest })
      .where(and(eq(notificationPreferences.userId, userId), eq(notificationPreferences.digest, !digest)))
      .returning({ userId: notificationPreferences.userId });
    if (!changed) return false;
    await insertAudit(scope, tx, { act: 'notifications.digest_changed', outcome: 'ok', origin, details: { digest } });
    return true;
  });
}

export async function pruneNotifications(_scope: SystemScope, db: Db, before: Date): Promise<void> {
  await db.delete(notifications).where(lt(notifications.at, before));
}
