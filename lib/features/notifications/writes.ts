import 'server-only';
import { and, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { Scope, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { NoticeReason } from '@/lib/platform/db/column-values';
import { noticePreferences, noticeReads, notices } from '@/lib/platform/db/schema/notices';
import { noticeKind, noticeOfStatus } from './rules';

export interface NewNotice {
  readonly reason: NoticeReason;
  /** One notice per occasion: the same again changes nothing. */
  readonly occasion: string;
  readonly customerId: string;
}

/** Notices something about customers, each with the status that its customer has at this moment. */
export async function insertNotices(_scope: Scope, db: Db, found: readonly NewNotice[], now: Date): Promise<void> {
  if (found.length === 0) return;
  await db
    .insert(notices)
    .values(
      found.map((notice) => ({
        ...notice,
        kind: noticeKind(notice.reason),
        status: sql<string>`(select status from customers where id = ${notice.customerId})`,
        at: now,
      })),
    )
    .onConflictDoNothing({ target: notices.occasion });
}

/** In the transaction of a status change, after it: some statuses are news for staff. */
export async function insertStatusNotice(
  scope: Scope,
  tx: Db,
  change: { readonly customerId: string; readonly status: string; readonly now: Date },
): Promise<void> {
  const { customerId, status, now } = change;
  const reason = noticeOfStatus(status);
  if (reason === null) return;
  await insertNotices(
    scope,
    tx,
    [{ reason, customerId, occasion: `status:${customerId}:${status}:${now.getTime()}` }],
    now,
  );
}

/** Marks single notices as read by this person; others keep them unread. */
export async function markNoticesRead(
  scope: StaffScope,
  db: Db,
  ids: readonly number[],
  origin: Origin,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { userId } = scope;
    // Selected, not given: an id that does not exist is none to read.
    const known = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(inArray(notices.id, [...ids]));
    if (known.length === 0) return;
    const added = await tx
      .insert(noticeReads)
      .values(known.map(({ id }) => ({ userId, noticeId: id })))
      .onConflictDoNothing()
      .returning({ id: noticeReads.noticeId });
    if (added.length > 0)
      await insertAudit(scope, tx, { act: 'notices.read', outcome: 'ok', origin, details: { count: added.length } });
  });
}

/** Marks everything up to this notice as read by this person. Never takes back what was read already. */
export async function markNoticesReadThrough(
  scope: StaffScope,
  db: Db,
  throughId: number,
  origin: Origin,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { userId } = scope;
    const readThrough = sql`greatest(${noticePreferences.readThrough}, (select max(id) from notices where id <= ${throughId}))`;
    await tx.insert(noticePreferences).values({ userId }).onConflictDoNothing();
    await tx.update(noticePreferences).set({ readThrough }).where(eq(noticePreferences.userId, userId));
    await tx.delete(noticeReads).where(and(eq(noticeReads.userId, userId), lte(noticeReads.noticeId, throughId)));
    await insertAudit(scope, tx, { act: 'notices.read', outcome: 'ok', origin, details: { all: true } });
  });
}

/** Switches the daily mail; false when it was so before. */
export async function setDigest(scope: StaffScope, db: Db, digest: boolean, origin: Origin): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { userId } = scope;
    await tx.insert(noticePreferences).values({ userId }).onConflictDoNothing();
    const [changed] = await tx
      .update(noticePreferences)
      .set({ digest })
      .where(and(eq(noticePreferences.userId, userId), eq(noticePreferences.digest, !digest)))
      .returning({ userId: noticePreferences.userId });
    if (!changed) return false;
    await insertAudit(scope, tx, { act: 'notices.digest_changed', outcome: 'ok', origin, details: { digest } });
    return true;
  });
}

export async function pruneNotices(_scope: SystemScope, db: Db, before: Date): Promise<void> {
  await db.delete(notices).where(lt(notices.at, before));
}
