import 'server-only';
import { and, eq, inArray, lt, notExists, or, sql } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { AuditEvent } from '@/lib/platform/audit/audit-events';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { BulkAction, BulkSelection, RunState } from '@/lib/platform/db/column-values';
import { type BulkDetail, bulkItems } from '@/lib/platform/db/schema/bulk-items';
import { type BulkParams, bulkRuns } from '@/lib/platform/db/schema/bulk-runs';
import type { BulkReason } from './bulk-eligibility.rules';
import type { BulkItem } from './bulk-runs.queries';

/** So many rows an INSERT: far below the number of parameters that a statement may have. */
const CHUNK = 1_000;

/**
 * A process that died leaves its customer "working": after this another may claim it. Longer than any action may take,
 * so that a slow one is not run twice at the same time.
 */
export const LEASE_MS = 45_000;

export interface NewBulkItem {
  readonly customerId: string;
  /** Why the act is not possible; null when it is. */
  readonly reason: BulkReason | null;
  readonly detail: BulkDetail | null;
}

export interface NewBulkRun {
  readonly id: string;
  readonly act: BulkAction;
  readonly selection: BulkSelection;
  readonly leftOut: number;
  readonly params: BulkParams;
  readonly undoOf: string | null;
  readonly items: readonly NewBulkItem[];
  readonly now: Date;
}

/** Commits a dry run. False when the run that it would take back is being taken back already. */
export async function insertBulkRun(scope: StaffScope, db: Db, run: NewBulkRun): Promise<boolean> {
  const { items, now, ...columns } = run;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(bulkRuns)
      .values({ ...columns, createdBy: scope.userId, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: bulkRuns.id });
    if (!row) return false;
    for (let start = 0; start < items.length; start += CHUNK) {
      const rows = items.slice(start, start + CHUNK).map(({ customerId, reason, detail }, index) => ({
        runId: run.id,
        position: start + index,
        customerId,
        state: reason === null ? ('ready' as const) : ('skipped' as const),
        reason,
        detail,
      }));
      await tx.insert(bulkItems).values(rows);
    }
    return true;
  });
}

/** Starts a dry run in the name of the person who asked. False when it is not a dry run any more. */
export async function startBulkRun(
  scope: StaffScope,
  db: Db,
  run: { readonly id: string; readonly params: BulkParams; readonly now: Date },
  origin: Origin,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(bulkRuns)
      .set({
        state: 'running',
        params: run.params,
        startedBy: scope.userId,
        startedAt: run.now,
        address: origin.address,
        userAgent: origin.userAgent?.slice(0, 300),
      })
      .where(and(eq(bulkRuns.id, run.id), eq(bulkRuns.state, 'draft')))
      .returning({ act: bulkRuns.act });
    if (!row) return false;
    await recordRun(scope, tx, { ...run, act: row.act, what: 'bulk.started' }, origin);
    return true;
  });
}

/** Puts failed and remaining items back to ready, in the name of the person who asks. False when there are none. */
export async function resumeBulkRun(
  scope: StaffScope,
  db: Db,
  run: { readonly id: string; readonly now: Date },
  origin: Origin,
): Promise<boolean> {
  const open: RunState[] = ['done', 'stopped', 'refused'];
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(bulkRuns)
      .set({
        state: 'running',
        finishedAt: null,
        startedBy: scope.userId,
        address: origin.address,
        userAgent: origin.userAgent?.slice(0, 300),
      })
      .where(
        and(
          eq(bulkRuns.id, run.id),
          inArray(bulkRuns.state, open),
          sql`exists (select 1 from bulk_items i where i.run_id = ${run.id} and i.state in ('failed', 'ready', 'working'))`,
        ),
      )
      .returning({ act: bulkRuns.act });
    if (!row) return false;
    await tx
      .update(bulkItems)
      .set({ state: 'ready', reason: null })
      .where(and(eq(bulkItems.runId, run.id), eq(bulkItems.state, 'failed')));
    await recordRun(scope, tx, { ...run, act: row.act, what: 'bulk.resumed' }, origin);
    return true;
  });
}

/** Stops a run; an item that is being worked on is still finished. False when it is not running. */
export async function stopBulkRun(
  scope: StaffScope,
  db: Db,
  run: { readonly id: string; readonly now: Date },
  origin: Origin,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(bulkRuns)
      .set({ state: 'stopped', finishedAt: run.now })
      .where(and(eq(bulkRuns.id, run.id), eq(bulkRuns.state, 'running')))
      .returning({ act: bulkRuns.act });
    if (!row) return false;
    await recordRun(scope, tx, { ...run, act: row.act, what: 'bulk.stopped' }, origin);
    return true;
  });
}

async function recordRun(
  scope: StaffScope,
  tx: Db,
  run: { readonly id: string; readonly act: BulkAction; readonly what: AuditEvent },
  origin: Origin,
): Promise<void> {
  const ready = and(eq(bulkItems.runId, run.id), inArray(bulkItems.state, ['ready', 'working']));
  const customers = await tx.$count(bulkItems, ready);
  await insertAudit(scope, tx, {
    act: run.what,
    outcome: 'ok',
    origin,
    details: { act: run.act, customers, run: run.id },
  });
}

/** Deletes a dry run. False when it was started meanwhile. */
export async function discardBulkRun(_scope: StaffScope, db: Db, id: string): Promise<boolean> {
  const discarded = await db
    .delete(bulkRuns)
    .where(and(eq(bulkRuns.id, id), eq(bulkRuns.state, 'draft')))
    .returning({ id: bulkRuns.id });
  return discarded.length > 0;
}

/** Takes the next customer of a run that is under way. Null when none is free. */
export async function claimBulkItem(_scope: SystemScope, db: Db, runId: string, now: Date): Promise<BulkItem | null> {
  const abandoned = new Date(now.getTime() - LEASE_MS).toISOString();
  const [row] = await db
    .update(bulkItems)
    .set({ state: 'working', claimedAt: now, tries: sql`${bulkItems.tries} + 1` })
    .where(
      and(
        eq(bulkItems.runId, runId),
        sql`${bulkItems.position} = (select i.position from bulk_items i join bulk_runs r on r.id = i.run_id
          where i.run_id = ${runId} and r.state = 'running'
            and (i.state = 'ready' or (i.state = 'working' and i.claimed_at < ${abandoned}::timestamptz))
          order by i.position limit 1 for update of i skip locked)`,
      ),
    )
    .returning();
  return row ?? null;
}

type Claim = Pick<BulkItem, 'runId' | 'position' | 'tries'>;

/** A slow process must not overrule the one that claimed its customer meanwhile. */
function isClaimed({ runId, position, tries }: Claim) {
  return and(
    eq(bulkItems.runId, runId),
    eq(bulkItems.position, position),
    eq(bulkItems.tries, tries),
    eq(bulkItems.state, 'working'),
  );
}

/** Commits the plan for an item. False when another process has claimed the customer. */
export async function planBulkItem(_scope: SystemScope, db: Db, claim: Claim, detail: BulkDetail): Promise<boolean> {
  const planned = await db
    .update(bulkItems)
    .set({ detail })
    .where(isClaimed(claim))
    .returning({ p: bulkItems.position });
  return planned.length > 0;
}

export type ItemCompletion =
  | { readonly state: 'done'; readonly outcome: string }
  | { readonly state: 'skipped'; readonly reason: BulkReason }
  | { readonly state: 'failed'; readonly reason: string };

export async function completeBulkItem(
  _scope: SystemScope,
  db: Db,
  claim: Claim,
  completion: ItemCompletion,
  now: Date,
): Promise<void> {
  await db
    .update(bulkItems)
    .set({ reason: null, outcome: null, ...completion, completedAt: now })
    .where(isClaimed(claim));
}

/** Ends a run when no item is left. False otherwise. */
export async function finishBulkRun(_scope: SystemScope, db: Db, runId: string, now: Date): Promise<boolean> {
  const left = db
    .select({ one: sql`1` })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, runId), inArray(bulkItems.state, ['ready', 'working'])));
  const finished = await db
    .update(bulkRuns)
    .set({ state: 'done', finishedAt: now })
    .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.state, 'running'), notExists(left)))
    .returning({ id: bulkRuns.id });
  return finished.length > 0;
}

/** The person who started the run may no longer act. */
export async function refuseBulkRun(_scope: SystemScope, db: Db, runId: string, now: Date): Promise<void> {
  await db
    .update(bulkRuns)
    .set({ state: 'refused', finishedAt: now })
    .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.state, 'running')));
}

/** Removes dry runs that were not started, and runs that are long over. The audit log keeps what was done. */
export async function pruneBulkRuns(
  _scope: SystemScope,
  db: Db,
  before: { readonly drafts: Date; readonly finished: Date },
): Promise<void> {
  await db
    .delete(bulkRuns)
    .where(
      or(
        and(eq(bulkRuns.state, 'draft'), lt(bulkRuns.createdAt, before.drafts)),
        lt(bulkRuns.finishedAt, before.finished),
      ),
    );
}
