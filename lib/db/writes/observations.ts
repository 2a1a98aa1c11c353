/**
 * The only writer of a customer's status. A reading is applied in the order of upstream's `updated_at`: an older one
 * that arrives late changes nothing, whoever brings it.
 */
import 'server-only';
import { eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { customers } from '@/lib/db/schema/customers';
import { observations } from '@/lib/db/schema/observations';
import type { FlaggedItem, ObservationSource } from '@/lib/kyb/customer-view';
import type { Scope } from '@/lib/scope';
import { insertAudit } from './audit';

/** One reading of a customer, already normalised. */
export interface Reading {
  readonly status: string;
  readonly rawStatus: string | null;
  readonly legalName: string | null;
  /** Undefined when the answer had no room for flagged items (the short shape); null when upstream sent none. */
  readonly flaggedItems: readonly FlaggedItem[] | null | undefined;
  readonly submittedAt: Date | null | undefined;
  readonly updatedAt: Date | null;
}

export interface AppliedReading {
  /** The status that stands now; not the reading's when the reading was older than what we had. */
  readonly status: string;
  readonly outcome: 'unchanged' | 'changed' | 'outdated';
}

export async function applyReading(
  db: Db,
  scope: Scope,
  customerId: string,
  reading: Reading,
  how: { readonly source: ObservationSource; readonly now: Date },
): Promise<AppliedReading | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(customers).where(eq(customers.id, customerId)).for('update');
    if (!row) return null;
    if (isOlder(reading.updatedAt, row.upstreamUpdatedAt)) return { status: row.status, outcome: 'outdated' };

    const statusChanged = reading.status !== row.status;
    // The short shape says nothing about flagged items: they stand as long as the status that raised them.
    const flaggedItems =
      reading.flaggedItems === undefined ? (statusChanged ? null : row.flaggedItems) : reading.flaggedItems;
    const submittedAt = reading.submittedAt === undefined ? row.submittedAt : reading.submittedAt;
    const itemsChanged = JSON.stringify(flaggedItems ?? []) !== JSON.stringify(row.flaggedItems ?? []);
    const isFirst = row.observedAt === null;
    const changed = isFirst || statusChanged || itemsChanged || submittedAt?.getTime() !== row.submittedAt?.getTime();

    await tx
      .update(customers)
      .set({
        status: reading.status,
        statusSince: statusChanged || isFirst ? (reading.updatedAt ?? how.now) : row.statusSince,
        flaggedItems: flaggedItems === null ? null : [...flaggedItems],
        submittedAt,
        legalName: reading.legalName ?? row.legalName,
        upstreamUpdatedAt: reading.updatedAt ?? row.upstreamUpdatedAt,
        observedAt: how.now,
        observedBy: how.source,
      })
      .where(eq(customers.id, customerId));
    if (!changed) return { status: reading.status, outcome: 'unchanged' };

    await tx.insert(observations).values({
      customerId,
      status: reading.status,
      rawStatus: reading.rawStatus?.slice(0, 64),
      source: how.source,
      flaggedItems: flaggedItems === null ? null : [...flaggedItems],
      submittedAt,
      upstreamUpdatedAt: reading.updatedAt,
      observedAt: how.now,
    });
    if (statusChanged && !isFirst)
      await insertAudit(tx, scope, {
        act: 'customer.status_changed',
        outcome: 'ok',
        customerId,
        details: { from: row.status, to: reading.status, source: how.source },
      });
    return { status: reading.status, outcome: 'changed' };
  });
}

function isOlder(incoming: Date | null, stored: Date | null): boolean {
  return incoming !== null && stored !== null && incoming.getTime() < stored.getTime();
}
