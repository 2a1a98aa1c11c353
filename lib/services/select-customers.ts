import 'server-only';
import { getDb } from '@/lib/db/client';
import { listMatchingIds } from '@/lib/db/queries/customer-list';
import { BULK_LIMIT } from '@/lib/kyb/bulk-rules';
import type { StaffScope } from '@/lib/scope';
import { toCustomerFilter } from './customer-filter';
import type { BulkRequest } from './draft-bulk-run';

export interface Choice {
  /** Ids that were checked. */
  readonly customer: readonly string[];
  /** All that match the list's filter, not only those that were checked. */
  readonly all?: 'on' | undefined;
  /** The list's query as it stands in its address. */
  readonly filter?: string | undefined;
}

type Selected = Pick<BulkRequest, 'selection' | 'customerIds' | 'leftOut'>;

/** The customers that were chosen in the list: those that were checked, or all that its filter leaves at this moment. */
export async function selectCustomers(scope: StaffScope, choice: Choice): Promise<Selected> {
  if (choice.all !== 'on') return { selection: 'picked', customerIds: choice.customer, leftOut: 0 };
  const params = Object.fromEntries(new URLSearchParams(choice.filter ?? ''));
  const filter = await toCustomerFilter(scope, params);
  const ids: string[] = [];
  let matching = 0;
  for await (const batch of listMatchingIds(scope, await getDb(), filter, { batchSize: 1_000 })) {
    matching += batch.length;
    if (ids.length < BULK_LIMIT) ids.push(...batch.slice(0, BULK_LIMIT - ids.length));
  }
  return { selection: 'all_matching', customerIds: ids, leftOut: matching - ids.length };
}
