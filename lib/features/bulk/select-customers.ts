import 'server-only';
import { readListParams, toCustomerFilter } from '@/lib/features/customers/customer-filter';
import { listMatchingIds } from '@/lib/features/customers/customer-list.queries';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import { BULK_LIMIT } from './bulk-eligibility.rules';
import type { BulkRequest } from './draft-bulk-run';

export interface Choice {
  /** Ids that were checked. */
  readonly customer: readonly string[];
  /** All that match the list's filter, not only those that were checked. */
  readonly all?: 'on' | undefined;
  /** The list's query as in its address. */
  readonly filter?: string | undefined;
}

type Selected = Pick<BulkRequest, 'selection' | 'customerIds' | 'leftOut'>;

/**
 * The customers chosen in the list: the checked ones, or all that its filter matches now. Errors: `invalid_input` for a
 * filter that cannot be understood, because without it the action would reach all customers.
 */
export async function selectCustomers(scope: StaffScope, choice: Choice): Promise<Result<Selected>> {
  if (choice.all !== 'on') return ok({ selection: 'picked', customerIds: choice.customer, leftOut: 0 });
  const { values, problems } = readListParams(new URLSearchParams(choice.filter ?? ''));
  if (problems) return err({ kind: 'invalid_input', retryable: false, fields: problems });
  const filter = await toCustomerFilter(scope, values);
  const ids: string[] = [];
  let matching = 0;
  for await (const batch of listMatchingIds(scope, await getDb(), filter, { batchSize: 1_000 })) {
    matching += batch.length;
    if (ids.length < BULK_LIMIT) ids.push(...batch.slice(0, BULK_LIMIT - ids.length));
  }
  return ok({ selection: 'all_matching', customerIds: ids, leftOut: matching - ids.length });
}
