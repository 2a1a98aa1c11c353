import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { getDb } from '@/lib/platform/db/client';
import { RETURN_CHECKS } from '@/lib/platform/rate-limit/limits';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { parseReturnState } from './return-state';

/**
 * Reads the status from upstream because the customer asked on the return page. Ten a minute and business.
 * Errors: `not_found` (the state is forged or too old), `rate_limited`, those of the upstream read.
 */
export async function checkReturn(state: string): Promise<Result<{ readonly hasChanged: boolean }>> {
  const scope = await parseReturnState(state);
  if (!scope) return err({ kind: 'not_found', retryable: false });
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, scope.customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  const rateLimit = { ...RETURN_CHECKS, key: customer.id };
  const retryAfterMs = await consumeRateLimit(scope, db, rateLimit);
  if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  const observed = await syncCustomer(scope, customer, { source: 'check', force: true });
  return observed.ok ? ok({ hasChanged: observed.value.status !== customer.status }) : observed;
}
