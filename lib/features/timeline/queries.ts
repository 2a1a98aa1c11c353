import 'server-only';
import { and, desc, eq, ne } from 'drizzle-orm';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { isMasked, maskDetails, maskItem, maskText } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { audit } from '@/lib/platform/db/schema/audit';
import { customers } from '@/lib/platform/db/schema/customers';
import { observations } from '@/lib/platform/db/schema/observations';
import { operations } from '@/lib/platform/db/schema/operations';
import { webhookDeliveries } from '@/lib/platform/db/schema/webhook-deliveries';
import { isSameItem } from './resolved-items.rules';
import type { TimelineEntry } from './timeline.rules';

const LIMIT = 50;

/** The story of one customer, newest first: what was observed, done, sent and received. At most 50 of each kind. */
export async function listTimeline(
  scope: StaffScope,
  db: Db,
  customer: { readonly id: string; readonly upstreamId: string | null },
): Promise<readonly TimelineEntry[]> {
  const lists = await Promise.all([
    observed(scope, db, customer.id),
    acts(scope, db, customer.id),
    openOperations(db, customer.id),
    customer.upstreamId === null ? [] : webhooks(db, customer.upstreamId),
  ]);
  return lists.flat().sort((a, b) => b.at.localeCompare(a.at) || b.key.localeCompare(a.key));
}

async function observed(scope: StaffScope, db: Db, customerId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(observations)
    .where(eq(observations.customerId, customerId))
    .orderBy(desc(observations.id))
    .limit(LIMIT + 1);
  const show = await itemsFor(scope, db, customerId);
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
        ...show(item),
        isResolved: following !== undefined && !(following.flaggedItems ?? []).some((next) => isSameItem(next, item)),
      })),
    };
  });
}

/** How flagged items are shown to this reader. */
async function itemsFor(scope: StaffScope, db: Db, customerId: string): Promise<(item: FlaggedItem) => FlaggedItem> {
  if (!isMasked(scope)) return (item) => item;
  const { firstName, lastName } = customers;
  const [row] = await db.select({ firstName, lastName }).from(customers).where(eq(customers.id, customerId)).limit(1);
  return (item) => maskItem(item, [row?.firstName ?? null, row?.lastName ?? null]);
}

/** Status changes are told by the observations themselves, with more detail. */
async function acts(scope: StaffScope, db: Db, customerId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(audit)
    .where(and(eq(audit.customerId, customerId), ne(audit.act, 'customer.status_changed')))
    .orderBy(desc(audit.id))
    .limit(LIMIT);
  const masked = isMasked(scope);
  return rows.map((row) => ({
    key: `act-${row.id}`,
    at: row.at.toISOString(),
    kind: 'act',
    act: row.act,
    outcome: row.outcome,
    actorLabel: masked && row.actorKind === 'customer' ? maskText(row.actorLabel) : row.actorLabel,
    requestId: row.requestId,
    details: masked ? maskDetails(row.details ?? {}) : (row.details ?? {}),
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
