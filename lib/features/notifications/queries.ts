/**
 * Reads of notices. Whom a notice concerns is decided while reading, by the customer's owner: yours are those of your
 * customers and of customers that nobody owns.
 */
import 'server-only';
import { and, desc, eq, gt, inArray, isNull, lt, lte, notExists, type SQL, sql } from 'drizzle-orm';
import { listedStatusesOf } from '@/lib/kyb/listed-status';
import type { StallingStatus } from '@/lib/kyb/stuck-thresholds';
import { isMasked, maskBusiness } from '@/lib/platform/auth/masking';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import { isMaskedFor } from '@/lib/platform/auth/staff.queries';
import type { Db } from '@/lib/platform/db/client';
import type { NoticeKind } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { invites } from '@/lib/platform/db/schema/invites';
import { noticePreferences, noticeReads, notices } from '@/lib/platform/db/schema/notices';
import { users } from '@/lib/platform/db/schema/users';
import { NOTICES_COUNTED, NOTICES_SEARCHED, type NoticeItem } from './rules';

/** A person whose notices are read: they themselves, or the portal on their behalf. */
interface Reader {
  readonly userId: string;
}

/** Not as two comparisons: for those the index of owners would be read, which most customers without one fill. */
function concerns({ userId }: Reader): SQL {
  return sql`coalesce(${customers.ownerId}, ${userId}) = ${userId}`;
}

function readThrough({ userId }: Reader): SQL<number> {
  return sql<number>`coalesce((select read_through from notice_preferences where user_id = ${userId}), 0)`;
}

function isReadOneByOne(db: Db, { userId }: Reader) {
  return db
    .select({ one: sql`1` })
    .from(noticeReads)
    .where(and(eq(noticeReads.userId, userId), eq(noticeReads.noticeId, notices.id)));
}

interface Selection {
  readonly kind?: NoticeKind;
  readonly since: Date;
  readonly before?: Date;
  readonly onlyUnread: boolean;
  readonly limit: number;
}

/**
 * Notices that concern the reader, newest first. Only the newest of the selection are looked through, and further back
 * when these do not fill the answer: where tens of thousands concern others, it is short and not late.
 */
export async function listNotices(
  scope: StaffScope | (SystemScope & Reader),
  db: Db,
  selection: Selection,
): Promise<readonly NoticeItem[]> {
  let found: readonly NoticeItem[] = [];
  for (const searched of NOTICES_SEARCHED) {
    found = await searchNotices(scope, db, selection, searched);
    if (found.length === selection.limit) break;
  }
  return found;
}

async function searchNotices(
  scope: StaffScope | (SystemScope & Reader),
  db: Db,
  selection: Selection,
  searched: number,
): Promise<readonly NoticeItem[]> {
  const { kind, since, before, onlyUnread, limit } = selection;
  const newest = db
    .select({ id: notices.id })
    .from(notices)
    .where(and(kind && eq(notices.kind, kind), onlyUnread ? gt(notices.id, readThrough(scope)) : undefined))
    .orderBy(desc(notices.id))
    .limit(searched)
    .as('newest');
  const isRead = sql<boolean>`${notices.id} <= ${readThrough(scope)} or exists ${isReadOneByOne(db, scope)}`;
  const rows = await db
    .select({
      id: notices.id,
      reason: notices.reason,
      at: notices.at,
      customerId: customers.id,
      businessName: customers.businessName,
      status: notices.status,
      currentStatus: customers.status,
      ownerId: customers.ownerId,
      isRead,
    })
    .from(newest)
    .innerJoin(notices, eq(notices.id, newest.id))
    .innerJoin(customers, eq(customers.id, notices.customerId))
    .where(
      and(
        concerns(scope),
        gt(notices.at, since),
        before && lte(notices.at, before),
        onlyUnread ? notExists(isReadOneByOne(db, scope)) : undefined,
      ),
    )
    .orderBy(desc(notices.id))
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

/** How many notices the reader has not read, up to `max`; for the bell, hence as little work as possible. */
export async function countUnreadNotices(
  scope: StaffScope,
  db: Db,
  options: { readonly max: number },
): Promise<number> {
  const newest = db
    .select({ id: notices.id, customerId: notices.customerId })
    .from(notices)
    .where(gt(notices.id, readThrough(scope)))
    .orderBy(desc(notices.id))
    .limit(NOTICES_COUNTED)
    .as('newest');
  const isReadAlready = db
    .select({ one: sql`1` })
    .from(noticeReads)
    .where(and(eq(noticeReads.userId, scope.userId), eq(noticeReads.noticeId, newest.id)));
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
    .select({ digest: noticePreferences.digest })
    .from(noticePreferences)
    .innerJoin(users, eq(users.id, noticePreferences.userId))
    .where(and(eq(noticePreferences.userId, scope.userId), isNull(users.disabledAt)))
    .limit(1);
  return row?.digest ?? false;
}

/** Everybody who wants the daily mail and may sign in. */
export async function listDigestReaders(
  _scope: SystemScope,
  db: Db,
): Promise<readonly { readonly userId: string; readonly email: string }[]> {
  return db
    .select({ userId: users.id, email: users.email })
    .from(noticePreferences)
    .innerJoin(users, eq(users.id, noticePreferences.userId))
    .where(and(eq(noticePreferences.digest, true), isNull(users.disabledAt)));
}

export interface Crossing {
  /** What began after this is not stuck yet. */
  readonly before: Date;
  /** What began before this is no news any more. */
  readonly after: Date;
  readonly limit: number;
}

interface StuckCustomer {
  readonly occasion: string;
  readonly customerId: string;
}

function isUnnoticed(db: Db, occasion: SQL<string>) {
  return notExists(db.select({ one: sql`1` }).from(notices).where(eq(notices.occasion, occasion)));
}

/** Living invites that nobody has opened, at the customer's turn: the rule of `lib/kyb/stuck.ts` in SQL. */
export async function listNewlyUnopened(
  _scope: SystemScope,
  db: Db,
  crossing: Crossing & { readonly now: Date },
): Promise<readonly StuckCustomer[]> {
  const occasion = sql<string>`'unopened:' || ${invites.id} || ':' || ${invites.generation}`;
  return db
    .select({ occasion, customerId: invites.customerId })
    .from(invites)
    .innerJoin(customers, eq(customers.id, invites.customerId))
    .where(
      and(
        lt(invites.createdAt, crossing.before),
        gt(invites.createdAt, crossing.after),
        isNull(invites.revokedAt),
        isNull(invites.viewedAt),
        isNull(invites.startedAt),
        gt(invites.expiresAt, crossing.now),
        inArray(customers.listedStatus, [...listedStatusesOf('needs_customer')]),
        isUnnoticed(db, occasion),
      ),
    )
    .orderBy(invites.createdAt)
    .limit(crossing.limit);
}

/** Customers who have stood in this status for too long: the other half of that rule. */
export async function listNewlyWaiting(
  _scope: SystemScope,
  db: Db,
  status: StallingStatus,
  crossing: Crossing,
): Promise<readonly StuckCustomer[]> {
  const occasion = sql<string>`'waiting:' || ${customers.id} || ':' || extract(epoch from ${customers.since})`;
  return db
    .select({ occasion, customerId: customers.id })
    .from(customers)
    .where(
      and(
        eq(customers.listedStatus, status),
        lt(customers.since, crossing.before),
        gt(customers.since, crossing.after),
        isUnnoticed(db, occasion),
      ),
    )
    .orderBy(customers.since)
    .limit(crossing.limit);
}
