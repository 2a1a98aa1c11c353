import 'server-only';
import { getDb } from '@/lib/db/client';
import { getCustomerRef } from '@/lib/db/queries/customers';
import { getCreationOf } from '@/lib/db/queries/operations';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { reopenOperation } from '@/lib/db/writes/operations';
import { err, type Result } from '@/lib/result';
import type { StaffScope } from '@/lib/scope';
import { type CreationOutcome, settleCreation } from './settle-creation';

/**
 * Takes a creation up again that waits for a person: upstream is asked for its key, and only if it knows none the same
 * bytes go out under the same key, so that asking again can never make a second customer.
 * Errors: `not_found`, `conflict` when the creation does not wait for anybody.
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
  return settleCreation(scope, { ...operation, state: 'unknown' }, { origin, priority: 'interactive' });
}
