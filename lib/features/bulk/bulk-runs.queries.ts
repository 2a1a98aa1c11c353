import 'server-only';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isMasked, maskBusiness, maskEmail } from '@/lib/platform/auth/masking';
import type { StaffRole, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { ItemState } from '@/lib/platform/db/column-values';
import { bulkItems } from '@/lib/platform/db/schema/bulk-items';
import { bulkRuns } from '@/lib/platform/db/schema/bulk-runs';
import { customers } from '@/lib/platform/db/schema/customers';
import { users } from '@/lib/platform/db/schema/users';
import type { BulkItemView, BulkRunView, ItemCounts } from './bulk-view.rules';

export type BulkRun = typeof bulkRuns.$inferSelect;
export type BulkItem = typeof bulkItems.$inferSelect;

export async function getBulkRun(_scope: StaffScope | SystemScope, db: Db, id: string): Promise<BulkRun | null> {
  const [row] = await db.select().from(bulkRuns).where(eq(bulkRuns.id, id)).limit(1);
  return row ?? null;
}

/** How many customers of a run are where. */
export async function countBulkItems(_scope: StaffScope | SystemScope, db: Db, runId: string): Promise<ItemCounts> {
  const rows = await db
    .select({ state: bulkItems.state, count: sql<number>`count(*)::int` })
    .from(bulkItems)
    .where(eq(bulkItems.runId, runId))
    .groupBy(bulkItems.state);
  const none: ItemCounts = { ready: 0, working: 0, done: 0, skipped: 0, failed: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

const creators = alias(users, 'creators');
const owners = alias(users, 'owners');
const undoing = alias(bulkRuns, 'undoing');

function selectRuns(db: Db) {
  return db
    .select({
      run: bulkRuns,
      byName: creators.name,
      ownerName: owners.name,
      undoneBy: undoing.id,
    })
    .from(bulkRuns)
    .leftJoin(creators, sql`${creators.id} = coalesce(${bulkRuns.startedBy}, ${bulkRuns.createdBy})`)
    .leftJoin(owners, sql`${owners.id} = ${bulkRuns.params} ->> 'ownerId'`)
    .leftJoin(undoing, eq(undoing.undoOf, bulkRuns.id));
}

/** A run with its sums for its page; null when there is none. */
export async function getBulkRunView(
  scope: StaffScope,
  db: Db,
  id: string,
): Promise<Omit<BulkRunView, 'canUndo'> | null> {
  const [row] = await selectRuns(db).where(eq(bulkRuns.id, id)).limit(1);
  if (!row) return null;
  const [counts, reasons] = await Promise.all([countBulkItems(scope, db, id), countReasons(db, id)]);
  return { ...toView(row), counts, reasons };
}

function toView({ run, byName, ownerName, undoneBy }: Awaited<ReturnType<typeof selectRuns>>[number]) {
  return {
    id: run.id,
    act: run.act,
    state: run.state,
    selection: run.selection,
    leftOut: run.leftOut,
    byName: byName ?? 'somebody',
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    ownerName,
    undoes: run.undoOf,
    undoneBy,
  };
}

async function countReasons(db: Db, runId: string): Promise<BulkRunView['reasons']> {
  const count = sql<number>`count(*)::int`;
  const rows = await db
    .select({ reason: bulkItems.reason, count })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, runId), eq(bulkItems.state, 'skipped')))
    .groupBy(bulkItems.reason)
    .orderBy(desc(count), asc(sql`${bulkItems.reason} collate "C"`));
  return rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
}

/** The newest runs that were started, with their sums. */
export async function listBulkRuns(
  scope: StaffScope,
  db: Db,
  limit: number,
): Promise<readonly Omit<BulkRunView, 'canUndo' | 'reasons'>[]> {
  const rows = await selectRuns(db)
    .where(sql`${bulkRuns.state} <> 'draft'`)
    .orderBy(desc(bulkRuns.createdAt))
    .limit(limit);
  return Promise.all(
    rows.map(async (row) => ({ ...toView(row), counts: await countBulkItems(scope, db, row.run.id) })),
  );
}

/** Customers of a run in the order they were chosen in; `after` is the last position seen before. */
export async function listBulkItems(
  scope: StaffScope,
  db: Db,
  filter: {
    readonly runId: string;
    readonly states: readonly ItemState[];
    readonly after: number;
    readonly limit: number;
  },
): Promise<readonly BulkItemView[]> {
  const rows = await db
    .select({
      position: bulkItems.position,
      customerId: bulkItems.customerId,
      businessName: customers.businessName,
      email: customers.email,
      status: customers.status,
      upstreamId: customers.upstreamId,
      state: bulkItems.state,
      reason: bulkItems.reason,
      outcome: bulkItems.outcome,
      tries: bulkItems.tries,
    })
    .from(bulkItems)
    .leftJoin(customers, eq(customers.id, bulkItems.customerId))
    .where(
      and(
        eq(bulkItems.runId, filter.runId),
        inArray(bulkItems.state, [...filter.states]),
        sql`${bulkItems.position} > ${filter.after}`,
      ),
    )
    .orderBy(asc(bulkItems.position))
    .limit(filter.limit);
  const masked = isMasked(scope);
  return rows.map(({ upstreamId, ...row }) => ({
    ...row,
    businessName: masked ? maskBusiness(row.businessName) : row.businessName,
    email: masked ? row.email && maskEmail(row.email) : row.email,
    creation: upstreamId === null ? ('confirming' as const) : ('confirmed' as const),
  }));
}

/** What a run did, for taking it back. */
export async function listDoneItems(
  _scope: StaffScope,
  db: Db,
  runId: string,
): Promise<readonly Pick<BulkItem, 'customerId' | 'detail'>[]> {
  return db
    .select({ customerId: bulkItems.customerId, detail: bulkItems.detail })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, runId), eq(bulkItems.state, 'done')))
    .orderBy(asc(bulkItems.position));
}

/** The run that takes this one back; null when there is none. */
export async function getUndoOf(_scope: StaffScope, db: Db, runId: string): Promise<BulkRun | null> {
  const [row] = await db.select().from(bulkRuns).where(eq(bulkRuns.undoOf, runId)).limit(1);
  return row ?? null;
}

/** Runs that are under way, the oldest first. */
export async function listRunningRuns(_scope: SystemScope, db: Db, limit: number): Promise<readonly string[]> {
  const rows = await db
    .select({ id: bulkRuns.id })
    .from(bulkRuns)
    .where(eq(bulkRuns.state, 'running'))
    .orderBy(asc(bulkRuns.startedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The member of staff in whose name a run acts, as they are now; null when they are gone or disabled. */
export async function getRunActor(
  _scope: SystemScope,
  db: Db,
  userId: string,
): Promise<{ readonly id: string; readonly email: string; readonly name: string; readonly role: StaffRole } | null> {
  const [row] = await db
    .select({ id: users.id, email: users.email, name: users.name, role: users.role })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
    .limit(1);
  return row ?? null;
}
