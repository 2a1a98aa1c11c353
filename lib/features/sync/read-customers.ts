/** What the customer pages read: our database, brought up to date by upstream as far as that goes quickly. */
import 'server-only';
import { countTabs } from '@/lib/features/customers/customer-counts.queries';
import { toCustomerFilter } from '@/lib/features/customers/customer-filter';
import { listCustomers } from '@/lib/features/customers/customer-list.queries';
import {
  DEFAULT_ORDER,
  type ListPageParams,
  orderText,
  parseOrder,
} from '@/lib/features/customers/customer-list.rules';
import type { CustomerDetail, CustomerPage, UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { getCustomerDetail, getCustomerRef } from '@/lib/features/customers/customers.queries';
import { parseCursor } from '@/lib/features/customers/list-cursor.queries';
import { toOverdueSince } from '@/lib/features/customers/overdue.queries';
import { overdueSetting } from '@/lib/features/settings/rule-settings';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { type Scope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { getCreationOf } from './operations.queries';
import { reconcileCreation } from './reconcile-creation';
import { refreshCustomers } from './refresh-customers';
import { syncCustomer } from './sync-customer';
import { getUpstreamHealth } from './upstream-health';

/** A page waits this long for upstream, then shows what is known; the read goes on and the next look has it. */
const PATIENCE_MS = 1_500;

/**
 * One page of the list. A database that is away throws; an upstream that is away is told by `upstream`. `isPushed`: the
 * page asks because of a pushed change, which was read from upstream a moment ago, so upstream is not asked again.
 */
export async function readCustomerPage(
  scope: Scope,
  params: Partial<ListPageParams>,
  { isPushed = false }: { readonly isPushed?: boolean } = {},
): Promise<CustomerPage> {
  if (!isPushed) await within(PATIENCE_MS, refreshCustomers());
  const db = await getDb();
  const order = parseOrder(params.sort || orderText(DEFAULT_ORDER));
  const request = {
    ...(await toCustomerFilter(scope, params)),
    order,
    older: parseCursor(params.older, order.sort),
    newer: parseCursor(params.newer, order.sort),
  };
  const overdue = toOverdueSince(await overdueSetting.read(), new Date());
  const [page, tabs, upstream] = await Promise.all([
    listCustomers(scope, db, request),
    countTabs(scope, db, overdue),
    getUpstreamHealth(scope),
  ]);
  return { ...page, tabs, upstream };
}

export interface FreshCustomer {
  readonly customer: CustomerDetail;
  readonly upstream: UpstreamHealth;
  /** Whether upstream has told the status just now, is still being asked, or gave no answer that could be used. */
  readonly freshness: 'fresh' | 'pending' | 'failed';
}

/** One customer, freshly observed where upstream answers in time; null when there is none that the scope may see. */
export async function readCustomer(
  scope: Scope,
  id: string,
  source: Extract<ObservationSource, 'page' | 'return'>,
): Promise<FreshCustomer | null> {
  const db = await getDb();
  const ref = await getCustomerRef(scope, db, id);
  if (!ref) return null;
  const refreshed = ref.upstreamId === null ? reconcileOpenCreation(ref.id) : syncCustomer(scope, ref, { source });
  const observed = await within(PATIENCE_MS, refreshed);
  const [customer, upstream] = await Promise.all([getCustomerDetail(scope, db, ref.id), getUpstreamHealth(scope)]);
  const freshness = observed === null ? 'pending' : observed.ok ? 'fresh' : 'failed';
  return customer && { customer, upstream, freshness };
}

/** Looking at a customer whose creation is in doubt is a good moment to ask upstream about it. */
async function reconcileOpenCreation(customerId: string): Promise<null> {
  const scope = systemScope('settle creation');
  const operation = await getCreationOf(scope, await getDb(), customerId);
  if (operation) await reconcileCreation(scope, operation, { origin: NO_ORIGIN, priority: 'interactive' });
  return null;
}

/** Waits for work, but not longer than this, and then answers null; the work itself goes on. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
