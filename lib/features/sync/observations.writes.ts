/**
 * The only writer of a customer's status. Snapshots are applied in the order of upstream's `updated_at`: an older one
 * that arrives late changes nothing, whatever its source.
 */
import 'server-only';
import { eq, inArray } from 'drizzle-orm';
import { queueStatusEmails } from '@/lib/features/notifications/status-emails.writes';
import { insertStatusNotification } from '@/lib/features/notifications/writes';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import { insertAudit } from '@/lib/platform/audit/audit.writes';
import type { Scope } from '@/lib/platform/auth/scope';
import { notifyChange } from '@/lib/platform/db/changes';
import type { Db } from '@/lib/platform/db/client';
import { toCustomerKeys } from '@/lib/platform/db/customer-keys';
import { customers } from '@/lib/platform/db/schema/customers';
import { observations } from '@/lib/platform/db/schema/observations';

/** One reading of a customer, already normalised. */
export interface CustomerSnapshot {
  readonly customerId: string;
  readonly status: string;
  readonly rawStatus: string | null;
  readonly legalName: string | null;
  /** Undefined when the answer had no room for flagged items (the short shape); null when upstream sent none. */
  readonly flaggedItems: readonly FlaggedItem[] | null | undefined;
  readonly submittedAt: Date | null | undefined;
  readonly updatedAt: Date | null;
}

export interface AppliedSnapshot {
  readonly customerId: string;
  /** The status afterwards; not the snapshot's when that was older than what we had. */
  readonly status: string;
  readonly outcome: 'unchanged' | 'changed' | 'outdated';
}

/** What the column holds at most: 68 years. */
const MAX_SECONDS = 2 ** 31 - 1;

interface How {
  readonly source: ObservationSource;
  readonly now: Date;
}

/** Applies readings in one transaction. Customers that do not exist are left out of the answer. */
export async function applySnapshots(
  scope: Scope,
  db: Db,
  readings: readonly CustomerSnapshot[],
  how: How,
): Promise<readonly AppliedSnapshot[]> {
  if (readings.length === 0) return [];
  return db.transaction(async (tx) => {
    const ids = readings.map((reading) => reading.customerId);
    // Ordered, so that two transactions over the same customers wait for each other instead of deadlocking.
    const rows = await tx
      .select()
      .from(customers)
      .where(inArray(customers.id, ids))
      .orderBy(customers.id)
      .for('update');
    const byId = new Map(rows.map((row) => [row.id, row]));
    const applied: AppliedSnapshot[] = [];
    const unchanged: string[] = [];
    for (const reading of readings) {
      const row = byId.get(reading.customerId);
      if (!row) continue;
      const outcome = judge(row, reading);
      if (outcome === 'changed') byId.set(row.id, await store(scope, tx, row, reading, how));
      if (outcome === 'unchanged') unchanged.push(row.id);
      applied.push({
        customerId: row.id,
        status: outcome === 'outdated' ? row.status : reading.status,
        outcome,
      });
    }
    if (unchanged.length > 0)
      await tx
        .update(customers)
        .set({ observedAt: how.now, observedBy: how.source })
        .where(inArray(customers.id, unchanged));
    return applied;
  });
}

type Row = typeof customers.$inferSelect;

/** The values after the snapshot; the short shape says nothing about flagged items and submission. */
function merged(row: Row, reading: CustomerSnapshot) {
  const statusChanged = reading.status !== row.status;
  const kept = statusChanged ? null : row.flaggedItems;
  return {
    statusChanged,
    flaggedItems: reading.flaggedItems === undefined ? kept : reading.flaggedItems,
    submittedAt: reading.submittedAt === undefined ? row.submittedAt : reading.submittedAt,
    legalName: reading.legalName ?? row.legalName,
    upstreamUpdatedAt: reading.updatedAt ?? row.upstreamUpdatedAt,
  };
}

function judge(row: Row, reading: CustomerSnapshot): AppliedSnapshot['outcome'] {
  if (reading.updatedAt && row.upstreamUpdatedAt && reading.updatedAt < row.upstreamUpdatedAt) return 'outdated';
  const next = merged(row, reading);
  const isSame =
    row.observedAt !== null &&
    !next.statusChanged &&
    next.legalName === row.legalName &&
    next.submittedAt?.getTime() === row.submittedAt?.getTime() &&
    next.upstreamUpdatedAt?.getTime() === row.upstreamUpdatedAt?.getTime() &&
    contentOf(next.flaggedItems) === contentOf(row.flaggedItems);
  return isSame ? 'unchanged' : 'changed';
}

/** Comparable text: the database gives keys back in an order of its own. */
function contentOf(items: readonly FlaggedItem[] | null): string {
  return JSON.stringify(
    (items ?? []).map(({ about, name, reason, description }) => [about, name, reason, description]),
  );
}

/** The status that a change ends, and how long it lasted; clocks differ a little, hence never negative. */
function ended(row: Row, until: Date | null) {
  if (row.statusSince === null || until === null) return { endedStatus: row.status, endedSeconds: null };
  const seconds = Math.round((until.getTime() - row.statusSince.getTime()) / 1000);
  return { endedStatus: row.status, endedSeconds: Math.min(Math.max(0, seconds), MAX_SECONDS) };
}

/** Returns the row as it is afterwards. */
async function store(scope: Scope, tx: Db, row: Row, reading: CustomerSnapshot, how: How): Promise<Row> {
  const { statusChanged, flaggedItems, ...next } = merged(row, reading);
  const isRenamed = next.legalName !== row.legalName;
  const isFirst = row.observedAt === null;
  const items = flaggedItems === null ? null : [...flaggedItems];
  const columns = {
    ...next,
    ...(isRenamed && toCustomerKeys({ ...row, ...next })),
    status: reading.status,
    statusSince: statusChanged || isFirst ? (reading.updatedAt ?? how.now) : row.statusSince,
    flaggedItems: items,
    observedAt: how.now,
    observedBy: how.source,
  };
  await tx.update(customers).set(columns).where(eq(customers.id, row.id));
  await tx.insert(observations).values({
    customerId: row.id,
    status: reading.status,
    rawStatus: reading.rawStatus?.slice(0, 64),
    source: how.source,
    flaggedItems: items,
    submittedAt: next.submittedAt,
    upstreamUpdatedAt: reading.updatedAt,
    observedAt: how.now,
    ...(statusChanged && !isFirst && ended(row, columns.statusSince)),
  });
  if (statusChanged && !isFirst) {
    const change = { customerId: row.id, status: reading.status, now: how.now };
    await queueStatusEmails(scope, tx, change);
    await insertStatusNotification(scope, tx, change);
  }
  await notifyChange(tx, row.id);
  if (statusChanged && !isFirst)
    await insertAudit(scope, tx, {
      act: 'customer.status_changed',
      outcome: 'ok',
      customerId: row.id,
      details: { from: row.status, to: reading.status, source: how.source },
    });
  return { ...row, ...columns };
}
