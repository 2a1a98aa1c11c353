import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { CHECK_NOW } from '@/lib/platform/rate-limit/limits';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { syncCustomer } from './sync-customer';

export interface Checked {
  /** `details`: the status is the same, but something else that upstream says is not. */
  readonly change: 'status' | 'details' | 'none';
}

/**
 * Reads a customer from upstream because a person asked. Ten a minute and person.
 * Errors: `not_found`, `rate_limited`, those of the upstream read.
 */
export async function checkNow(scope: StaffScope, customerId: string): Promise<Result<Checked>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  const retryAfterMs = await consumeRateLimit(scope, db, {
    ...CHECK_NOW,
    key: scope.userId,
  });
  if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  const observed = await syncCustomer(scope, customer, { source: 'check', force: true });
  if (!observed.ok) return observed;
  const { status, outcome } = observed.value;
  if (status !== customer.status) return ok({ change: 'status' });
  return ok({ change: outcome === 'changed' ? 'details' : 'none' });
}
