/**
 * Reads of notifications. Whom one concerns is decided while reading, by the customer's owner: yours are those of your
 * customers and of customers without an owner.
 */
import 'server-only';
import { and, desc, eq, gt, isNull, lte, notExists, type SQL, sql } from 'drizzle-orm';
import { unopenedSince, waitingSince } from '@/lib/features/customers/overdue.queries';
import type { StallingStatus } from '@/lib/kyb/overdue-thresholds';
import { isMasked, maskBusiness } from '@/lib/platform/auth/masking';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import { isMaskedFor } from '@/lib/platform/auth/staff.queries';
import type { Db } from '@/lib/platform/db/client';
import type { NotificationKind } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { invites } from '@/lib/platform/db/schema/invites';
import { notificationPreferences, notificationReads, notifications } from '@/lib/platform/db/schema/notifications';
import { users } from '@/lib/platform/db/schema/users';
import { NOTIFICATIONS_COUNTED, NOTIFICATIONS_SEARCHED, type NotificationItem } from './rules';

/** A person whose notifications are read: by themselves, or by the portal on their behalf. */
interface Reader {
  readonly userId: string;
}

/** Not as two comparisons: for those the index of owners would be read, which most customers without one fill. */
function concerns({ userId }: Reader): SQL {
  return sql`coalesce(${customers.ownerId}, ${userId}) = ${userId}`;
}

function readThrough({ userId }: Reader): SQL<number> {
  return sql<number>`coalesce((select read_through from notification_preferences where user_id = ${userId}), 0)`;
}

function isReadOneByOne(db: Db, { userId }: Reader) {
  return db
    .select({ one: sql`1` })
    .from(notificationReads)
    .where(and(eq(notificationReads.userId, userId), eq(notificationReads.notificationId, notifications.id)));
}

interface Selection {
  readonly kind?: NotificationKind;
  readonly since: Date;
  readonly before?: Date;
  readonly onlyUnread: boolean;
  readonly limit: number;
}

/**
 * Notifications that concern the reader, newest first. Rows scanned: 1,000, then 10,000 if the page is not full; with
 * tens of thousands for others the page is short rather than late.
 */
export async function listNotifications(
  scope: StaffScope | (SystemScope & Reader),
  db: Db,
  selection: Selection,
): Promise<readonly NotificationItem[]> {
  let found: readonly NotificationItem[] = [];
  for (const searched of NOTIFICATIONS_SEARCHED) {
    found = await searchNotifications(scope, db, selection, searched);
    if (found.length === selection.limit) break;
  }
  return found;
}

async function searchNotifications(
  scope: StaffScope | (SystemScope & Reader),
  db: Db,
  selection: Selection,
  searched: number,
): Promise<readonly NotificationItem[]> {
  const { kind, since, before, onlyUnread, limit } = selection;
  const newest = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(kind && eq(notifications.kind, kind), onlyUnread ? gt(notifications.id, readThrough(scope)) : undefined))
    .orderBy(desc(notifications.id))
    .limit(searched)
    .as('newest');
  const isRead = sql<boolean>`${notifications.id} <= ${readThrough(scope)} or exists ${isReadOneByOne(db, scope)}`;
  const rows = await db
    .select({
      id: notifications.id,
      reason: notifications.reason,
      at: notifications.at,
      customerId: customers.id,
      businessName: customers.businessName,
      status: notifications.status,
      currentStatus: customers.status,
      ownerId: customers.ownerId,
      isRead,
    })
    .from(newest)
    .innerJoin(notifications, eq(notifications.id, newest.id))
    .innerJoin(customers, eq(customers.id, notifications.customerId))
    .where(
      and(
        concerns(scope),
        gt(notifications.at, since),
        before && lte(notifications.at, before),
        onlyUnread ? notExists(isReadOneByOne(db, scope)) : undefined,
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit);
  const masked = await seesMasked(scope, db);
  return rows.map(({ ownerId, at, ...row }) => ({
    ...row,
    businessName: masked ? maskBusiness(row.businessName) : row.businessName,
    at: at.toISOString(),
    isOwn: ownerId === scope.userId,
  }));
}

/** Of a mail's reader only the account is known. */
async function seesMasked(scope: StaffScope | (SystemScope & Reader), db: Db): Promise<boolean> {
  if (scope.kind === 'staff') return isMasked(scope);
  const [row] = await db
    .select({ masked: isMaskedFor(users.role) })
    .from(users)
    .where(eq(users.id, scope.userId))
    .limit(1);
  return row?.masked ?? true;
}

/** How many notifications the reader has not read, up to `max`; for the bell, hence as little work as possible. */
export async function countUnreadNotifications(
  scope: StaffScope,
  db: Db,
  options: { readonly max: number },
): Promise<number> {
  const newest = db
    .select({ id: notifications.id, customerId: notifications.customerId })
    .from(notifications)
    .where(gt(notifications.id, readThrough(scope)))
    .orderBy(desc(notifications.id))
    .limit(NOTIFICATIONS_COUNTED)
    .as('newest');
  const isReadAlready = db
    .select({ one: sql`1` })
    .from(notificationReads)
    .where(and(eq(notificationReads.userId, scope.userId), eq(notificationReads.notificationId, newest.id)));
  const unread = await db
    .select({ id: newest.id })
    .from(newest)
    .innerJoin(customers, eq(customers.id, newest.customerId))
    .where(and(concerns(scope), notExists(isReadAlready)))
    .limit(options.max);
  return unread.length;
}

/** Whether the person has the daily mail; never when their account is disabled. */
export async function hasDigest(scope: StaffScope | (SystemScope & Reader), db: Db): Promise<boolean> {
  const [row] = await db
    .select({ digest: notificationPreferences.digest })
    .from(notificationPreferences)
    .innerJoin(users, eq(users.id, notificationPreferences.userId))
    .where(and(eq(notificationPreferences.userId, scope.userId), isNull(users.disabledAt)))
    .limit(1);
  return row?.digest ?? false;
}

/** Active staff who want the daily mail. */
export async function listDigestReaders(
  _scope: SystemScope,
  db: Db,
): Promise<readonly { readonly userId: string; readonly email: string }[]> {
  return db
    .select({ userId: users.id, email: users.email })
    .from(notificationPreferences)
    .innerJoin(users, eq(users.id, notificationPreferences.userId))
    .where(and(eq(notificationPreferences.digest, true), isNull(users.disabledAt)));
}

export interface Crossing {
  /** What began after this is not overdue yet. */
  readonly before: Date;
  /** Older changes are not notified. */
  readonly after: Date;
  readonly limit: number;
}

interface OverdueCustomer {
  readonly dedupeKey: string;
  readonly customerId: string;
}

function isUnnotified(db: Db, dedupeKey: SQL<string>) {
  return notExists(db.select({ one: sql`1` }).from(notifications).where(eq(notifications.dedupeKey, dedupeKey)));
}

/** Customers in this status who became overdue because they did not open their invite. */
export async function listNewlyUnopened(
  _scope: SystemScope,
  db: Db,
  status: StallingStatus,
  crossing: Crossing,
): Promise<readonly OverdueCustomer[]> {
  const isUnopened = unopenedSince(status, crossing.before);
  if (isUnopened === null) return [];
  const dedupeKey = sql<string>`'unopened:' || ${invites.id} || ':' || ${invites.generation}`;
  return db
    .select({ dedupeKey, customerId: customers.id })
    .from(customers)
    .innerJoin(invites, eq(invites.id, customers.inviteId))
    .where(and(isUnopened, gt(customers.invitedAt, crossing.after), isUnnotified(db, dedupeKey)))
    .orderBy(customers.invitedAt)
    .limit(crossing.limit);
}

/** Customers who became overdue because this status lasts too long. */
export async function listNewlyWaiting(
  _scope: SystemScope,
  db: Db,
  status: StallingStatus,
  crossing: Crossing,
): Promise<readonly OverdueCustomer[]> {
  const dedupeKey = sql<string>`'waiting:' || ${customers.id} || ':' || extract(epoch from ${customers.since})`;
  return db
    .select({ dedupeKey, customerId: customers.id })
    .from(customers)
    .where(and(waitingSince(status, crossing.before), gt(customers.since, crossing.after), isUnnotified(db, dedupeKey)))
    .orderBy(customers.since)
    .limit(crossing.limit);
}
