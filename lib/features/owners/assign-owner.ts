import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { StaffName } from '@/lib/platform/auth/staff-name';
import { getDb } from '@/lib/platform/db/client';
import { type AppError, err, ok, type Result } from '@/lib/result';
import { getOwner, getPossibleOwner } from './queries';
import { setOwner } from './writes';

export interface OwnerRequest {
  readonly customerId: string;
  /** The owner the person saw when deciding; null for none. */
  readonly from: string | null;
  /** The owner from now on: oneself to claim, null to release. */
  readonly to: string | null;
}

/** `owner` of a conflict is who was faster; null when the customer was released meanwhile. */
export type AssignOwnerError = AppError & { readonly owner?: StaffName | null };

/**
 * Claims, assigns or releases a customer. If two claim at once the first wins and the other is told who it was; a
 * request that changes nothing is not recorded. Errors: `not_found`, `invalid_input` with field `to` (`unknown`: no
 * such person, disabled, or a viewer), `conflict` (`owner_changed`).
 */
export async function assignOwner(
  scope: StaffScope,
  request: OwnerRequest,
  origin: Origin,
): Promise<Result<{ readonly owner: StaffName | null }, AssignOwnerError>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, request.customerId);
  const current = customer && (await getOwner(scope, db, customer.id));
  if (!customer || current === undefined) return err({ kind: 'not_found', retryable: false });
  if ((current?.id ?? null) === request.to) return ok({ owner: current });
  const to = request.to === null ? null : await getPossibleOwner(scope, db, request.to);
  if (request.to !== null && to === null)
    return err({ kind: 'invalid_input', retryable: false, fields: { to: 'unknown' } });
  if ((current?.id ?? null) !== request.from) return tooLate(current);
  if (await setOwner(scope, db, { customerId: customer.id, from: current, to }, origin)) return ok({ owner: to });
  const winner = await getOwner(scope, db, customer.id);
  return (winner?.id ?? null) === request.to ? ok({ owner: to }) : tooLate(winner ?? null);
}

function tooLate(owner: StaffName | null): { readonly ok: false; readonly error: AssignOwnerError } {
  return err({ kind: 'conflict', reason: 'owner_changed', retryable: false, owner });
}
