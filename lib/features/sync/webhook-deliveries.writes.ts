import 'server-only';
import { and, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Scope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { webhookDeliveries } from '@/lib/platform/db/schema/webhook-deliveries';

export interface NewDelivery {
  readonly id: string;
  readonly dedupeKey: string;
  readonly eventName: string | null;
  readonly upstreamId: string | null;
  readonly verdict: 'signature' | 'path_token';
  readonly payload: string;
  readonly receivedAt: Date;
}

/** Commits a delivery to the inbox. False when the same event stands there already: counted, not stored again. */
export async function insertDelivery(_scope: SystemScope, db: Db, delivery: NewDelivery): Promise<boolean> {
  const [row] = await db
    .insert(webhookDeliveries)
    .values({ ...delivery, nextTryAt: delivery.receivedAt })
    .onConflictDoUpdate({
      target: webhookDeliveries.dedupeKey,
      set: { duplicates: sql`${webhookDeliveries.duplicates} + 1` },
    })
    .returning({ id: webhookDeliveries.id });
  return row?.id === delivery.id;
}

/**
 * A customer was read from upstream by a read that began at `readAt`: every delivery about it that was received
 * before has done its work.
 */
export async function completeDeliveries(
  _scope: Scope,
  db: Db,
  reading: { readonly upstreamId: string; readonly readAt: Date; readonly outcome: string; readonly now: Date },
): Promise<number> {
  const settled = await db
    .update(webhookDeliveries)
    .set({
      state: 'processed',
      outcome: reading.outcome,
      completedAt: reading.now,
      tries: sql`${webhookDeliveries.tries} + 1`,
    })
    .where(
      and(
        eq(webhookDeliveries.upstreamId, reading.upstreamId),
        inArray(webhookDeliveries.state, ['received', 'parked']),
        lte(webhookDeliveries.receivedAt, reading.readAt),
      ),
    )
    .returning({ id: webhookDeliveries.id });
  return settled.length;
}

/** Not about a customer: kept, and done. */
export async function ignoreDelivery(_scope: SystemScope, db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({ state: 'ignored', outcome: 'not_about_a_customer', completedAt: now })
    .where(eq(webhookDeliveries.id, id));
}

/** Upstream does not show the customer, or cannot be read: tried again at `nextTryAt`, given up when that is null. */
export async function parkDeliveries(
  _scope: SystemScope,
  db: Db,
  upstreamId: string,
  park: { readonly outcome: string; readonly nextTryAt: Date; readonly giveUpBefore: Date; readonly now: Date },
): Promise<void> {
  const open = and(
    eq(webhookDeliveries.upstreamId, upstreamId),
    inArray(webhookDeliveries.state, ['received', 'parked']),
  );
  await db
    .update(webhookDeliveries)
    .set({
      state: 'parked',
      outcome: park.outcome,
      nextTryAt: park.nextTryAt,
      tries: sql`${webhookDeliveries.tries} + 1`,
    })
    .where(open);
  await db
    .update(webhookDeliveries)
    .set({ state: 'dead', completedAt: park.now })
    .where(and(open, lt(webhookDeliveries.receivedAt, park.giveUpBefore)));
}

/** Puts a delivery back to the start, whatever became of it. Null when there is none. */
export async function reopenDelivery(
  _scope: Scope,
  db: Db,
  id: string,
  now: Date,
): Promise<{ readonly upstreamId: string | null } | null> {
  const [row] = await db
    .update(webhookDeliveries)
    .set({ state: 'received', outcome: null, completedAt: null, nextTryAt: now, receivedAt: now })
    .where(eq(webhookDeliveries.id, id))
    .returning({ upstreamId: webhookDeliveries.upstreamId });
  return row ?? null;
}
