import 'server-only';
import { and, desc, eq, ne } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { audit } from '@/lib/db/schema/audit';
import { observations } from '@/lib/db/schema/observations';
import { operations } from '@/lib/db/schema/operations';
import { webhookDeliveries } from '@/lib/db/schema/webhook-deliveries';
import type { TimelineEntry } from '@/lib/kyb/activity-view';
import { isSameItem } from '@/lib/kyb/flagged-items';
import type { StaffScope } from '@/lib/scope';

const LIMIT = 50;

/** The story of one customer, newest first: what was observed, done, sent and received. At most 50 of each kind. */
export async function listTimeline(
  _scope: StaffScope,
  db: Db,
  customer: { readonly id: string; readonly upstreamId: string | null },
): Promise<readonly TimelineEntry[]> {
  const lists = await Promise.all([
    observed(db, customer.id),
    acts(db, customer.id),
    openOperations(db, customer.id),
    customer.upstreamId === null ? [] : webhooks(db, customer.upstreamId),
  ]);
  return lists.flat().sort((a, b) => b.at.localeCompare(a.at) || b.key.localeCompare(a.key));
}

async function observed(db: Db, customerId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(observations)
    .where(eq(observations.customerId, customerId))
    .orderBy(desc(observations.id))
    .limit(LIMIT + 1);
  return rows.slice(0, LIMIT).map((row, index) => {
    const previous = rows[index + 1];
    const following = rows[index - 1];
    const lagMs = row.upstreamUpdatedAt ? row.observedAt.getTime() - row.upstreamUpdatedAt.getTime() : null;
    return {
      key: `observation-${row.id}`,
      at: row.observedAt.toISOString(),
      kind: 'observation',
      status: row.status,
      previousStatus: previous?.status ?? null,
      source: row.source,
      // Clocks differ a little; a reading from before the change would be nonsense.
      lagMs: lagMs === null ? null : Math.max(0, lagMs),
      flaggedItems: (row.flaggedItems ?? []).map((item) => ({
        ...item,
        isResolved: following !== undefined && !(following.flaggedItems ?? []).some((next) => isSameItem(next, item)),
      })),
    };
  });
}

/** Status changes are told by the observations themselves, with more detail. */
async function acts(db: Db, customerId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(audit)
    .where(and(eq(audit.customerId, customerId), ne(audit.act, 'customer.status_changed')))
    .orderBy(desc(audit.id))
    .limit(LIMIT);
  return rows.map((row) => ({
    key: `act-${row.id}`,
    at: row.at.toISOString(),
    kind: 'act',
    act: row.act,
    outcome: row.outcome,
    actorLabel: row.actorLabel,
    requestId: row.requestId,
    details: row.details ?? {},
  }));
}

/** Operations that ended well stand in the trail as acts; here are the others. */
async function openOperations(db: Db, customerId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(operations)
    .where(and(eq(operations.customerId, customerId), ne(operations.state, 'done')))
    .orderBy(desc(operations.createdAt))
    .limit(LIMIT);
  return rows.map((row) => ({
    key: `operation-${row.id}`,
    at: (row.sentAt ?? row.createdAt).toISOString(),
    kind: 'operation',
    operation: row.kind,
    state: row.state,
    tries: row.tries,
    requestId: row.requestId,
  }));
}

async function webhooks(db: Db, upstreamId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.upstreamId, upstreamId))
    .orderBy(desc(webhookDeliveries.receivedAt))
    .limit(LIMIT);
  return rows.map((row) => ({
    key: `webhook-${row.id}`,
    at: row.receivedAt.toISOString(),
    kind: 'webhook',
    eventName: row.eventName,
    state: row.state,
    outcome: row.outcome,
    duplicates: row.duplicates,
  }));
}
