import 'server-only';
import { getDb } from '@/lib/db/client';
import { getCustomerRef } from '@/lib/db/queries/customers';
import { consumeAllowance } from '@/lib/db/writes/allowances';
import { err, ok, type Result } from '@/lib/result';
import type { StaffScope } from '@/lib/scope';
import { type Observed, observeCustomer } from './observe-customer';

const CHECKS_A_MINUTE = 10;

/**
 * Reads a customer from upstream because a person asked. Ten a minute and person.
 * Errors: `not_found`, `rate_limited`, those of the upstream read.
 */
export async function checkNow(scope: StaffScope, customerId: string): Promise<Result<Observed>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  const retryAfterMs = await consumeAllowance(scope, db, {
    name: 'check_now',
    key: scope.userId,
    points: CHECKS_A_MINUTE,
    seconds: 60,
  });
  if (retryAfterMs > 0) return err({ kind: 'rate_limited', retryable: true, retryAfterMs });
  const observed = await observeCustomer(scope, customer, { source: 'check', force: true });
  return observed.ok ? ok(observed.value) : observed;
}
