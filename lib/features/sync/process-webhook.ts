import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { listErased } from '@/lib/features/customers/erased-customers.queries';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { AppError, Result } from '@/lib/result';
import { importUpstreamCustomer } from './import-upstream-customer';
import { type Observed, syncCustomer } from './sync-customer';
import { completeDeliveries, parkDeliveries } from './webhook-deliveries.writes';

const FIRST_WAIT_MS = 30_000;
/** A customer that upstream does not show after a day is not going to appear. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/**
 * Does what webhooks about a customer ask for: reads the customer from upstream. One read settles every delivery that
 * arrived before it began, whatever their order or number. A customer we do not know is adopted if upstream shows it,
 * else its deliveries are parked. Answers with the error that keeps them waiting, if any.
 */
export async function processWebhook(upstreamId: string): Promise<AppError | null> {
  const scope = systemScope('webhook');
  const db = await getDb();
  const known = await getCustomerRef(scope, db, upstreamId);
  if (known === null && (await listErased(scope, db, [upstreamId])).has(upstreamId)) {
    const now = new Date();
    await completeDeliveries(scope, db, { upstreamId, readAt: now, outcome: 'erased', now });
    return null;
  }
  const observed: Result<Observed> =
    known?.upstreamId === upstreamId
      ? await syncCustomer(scope, known, { source: 'webhook', force: true, priority: 'background' })
      : await importUpstreamCustomer(scope, upstreamId, 'webhook');
  const now = new Date();
  if (observed.ok) {
    const { readAt, outcome } = observed.value;
    await completeDeliveries(scope, db, { upstreamId, readAt, outcome, now });
    return null;
  }
  const isUnknown = observed.error.kind === 'not_found';
  await parkDeliveries(scope, db, upstreamId, {
    outcome: isUnknown ? 'unknown_customer' : observed.error.kind,
    nextTryAt: new Date(now.getTime() + FIRST_WAIT_MS),
    // An upstream that cannot be read is not the delivery's fault: it waits as long as it takes.
    giveUpBefore: isUnknown ? new Date(now.getTime() - GIVE_UP_MS) : new Date(0),
    now,
  });
  return observed.error;
}
