import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { getCreationOf } from '@/lib/features/sync/operations.queries';
import { reopenOperation } from '@/lib/features/sync/operations.writes';
import { type CreationOutcome, reconcileCreation } from '@/lib/features/sync/reconcile-creation';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { err, type Result } from '@/lib/result';

/**
 * Retries a creation that waits for a person: looks up its key at upstream, and only if there is none sends the same
 * bytes under the same key, so that asking again never makes a second customer. Errors: `not_found`, `conflict` when
 * the creation waits for nobody.
 */
export async function askAgain(
  scope: StaffScope,
  customerId: string,
  origin: Origin,
): Promise<Result<CreationOutcome>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, customerId);
  const operation = customer && (await getCreationOf(scope, db, customer.id));
  if (!customer || !operation) return err({ kind: 'not_found', retryable: false });
  if (!(await reopenOperation(scope, db, operation.id)))
    return err({ kind: 'conflict', reason: 'not_waiting', retryable: false });
  await insertAudit(scope, db, { act: 'customer.asked_again', outcome: 'ok', customerId: customer.id, origin });
  return reconcileCreation(scope, { ...operation, state: 'unknown' }, { origin, priority: 'interactive' });
}
