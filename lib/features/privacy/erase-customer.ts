import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import { eraseCustomer as erase } from './erase-customer.writes';
import { isTypedName } from './erasure.rules';

/**
 * Erases what the portal stores about a business and its people, for good. 1Money keeps its own records. Errors:
 * `forbidden`, `not_found`, `invalid_input` with field `name` (another name was typed), `conflict` with `confirming`
 * (an upstream write about it is open: its outcome must be known first).
 */
export async function eraseCustomer(
  scope: StaffScope,
  request: { readonly customerId: string; readonly name: string },
  origin: Origin,
  now: Date = new Date(),
): Promise<Result<null>> {
  if (scope.role !== 'admin') return err({ kind: 'forbidden', retryable: false });
  const { customerId, name } = request;
  const isName = (businessName: string) => isTypedName(name, businessName);
  const erasure = await erase(scope, await getDb(), { customerId, isName, origin, now });
  switch (erasure) {
    case 'erased':
      return ok(null);
    case 'not_found':
      return err({ kind: 'not_found', retryable: false });
    case 'other_name':
      return err({ kind: 'invalid_input', retryable: false, fields: { name: 'other' } });
    case 'open_operation':
      return err({ kind: 'conflict', reason: 'confirming', retryable: true });
  }
}
