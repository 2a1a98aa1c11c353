import 'server-only';
import { and, desc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { isMasked, maskBusiness } from '@/lib/platform/auth/masking';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { DeliveryState } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { webhookDeliveries } from '@/lib/platform/db/schema/webhook-deliveries';
import type { WebhookDeliveryItem } from './webhook-view.rules';

/** Upstream ids of customers with deliveries that still wait for a read, the longest waiting first. */
export async function listCustomersToProcess(
  _scope: SystemScope,
  db: Db,
  due: { readonly now: Date; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .select({ upstreamId: webhookDeliveries.upstreamId })
    .from(webhookDeliveries)
    .where(
      and(
        inArray(webhookDeliveries.state, ['received', 'parked']),
        isNotNull(webhookDeliveries.upstreamId),
        lte(webhookDeliveries.nextTryAt, due.now),
      ),
    )
    .groupBy(webhookDeliveries.upstreamId)
    .orderBy(sql`min(${webhookDeliveries.receivedAt})`)
    .limit(due.limit);
  return rows.flatMap(({ upstreamId }) => (upstreamId === null ? [] : [upstreamId]));
}

/** The newest deliveries for `/developers`; the payload only for admins, since it may hold personal data. */
export async function listDeliveries(
  scope: StaffScope,
  db: Db,
  filter: { readonly state?: DeliveryState | undefined; readonly limit: number },
): Promise<readonly WebhookDeliveryItem[]> {
  const rows = await db
    .select({
      id: webhookDeliveries.id,
      eventName: webhookDeliveries.eventName,
      upstreamId: webhookDeliveries.upstreamId,
      customerId: customers.id,
      businessName: customers.businessName,
      verdict: webhookDeliveries.verdict,
      state: webhookDeliveries.state,
      outcome: webhookDeliveries.outcome,
      tries: webhookDeliveries.tries,
      duplicates: webhookDeliveries.duplicates,
      receivedAt: webhookDeliveries.receivedAt,
      completedAt: webhookDeliveries.completedAt,
      payload: webhookDeliveries.payload,
    })
    .from(webhookDeliveries)
    .leftJoin(customers, eq(customers.upstreamId, webhookDeliveries.upstreamId))
    .where(filter.state ? eq(webhookDeliveries.state, filter.state) : undefined)
    .orderBy(desc(webhookDeliveries.receivedAt), desc(webhookDeliveries.id))
    .limit(Math.min(filter.limit, 100));
  return rows.map((row) => ({
    ...row,
    businessName: isMasked(scope) ? maskBusiness(row.businessName) : row.businessName,
    receivedAt: row.receivedAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    payload: scope.role === 'admin' ? row.payload : null,
  }));
}
