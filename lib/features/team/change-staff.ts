import 'server-only';
import { env } from '@/lib/env';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getStaffAccount } from '@/lib/platform/auth/staff.queries';
import { getDb } from '@/lib/platform/db/client';
import { assertNever, err, ok, type Result } from '@/lib/result';
import { type StaffChange, changeStaff as storeChange } from './writes';

export type { StaffChange };

/**
 * Changes a role, disables, enables, or signs out. It counts from the person's next request. False when it was so
 * already. Errors: `forbidden` (no admin any more), `not_found`, `conflict` (`last_admin`, `demo`).
 */
export async function changeStaff(
  scope: StaffScope,
  userId: string,
  change: StaffChange,
  origin: Origin,
): Promise<Result<boolean>> {
  const db = await getDb();
  // Their password is known to whoever has read the manual; they live and die with DEMO_PASSWORD.
  const isDemoOnly = change.kind === 'enable' && env().demoPassword === null;
  if (isDemoOnly && (await getStaffAccount(scope, db, userId))?.isDemo)
    return err({ kind: 'conflict', reason: 'demo', retryable: false });
  const outcome = await storeChange(scope, db, userId, change, { origin, now: new Date() });
  switch (outcome) {
    case 'done':
      return ok(true);
    case 'unchanged':
      return ok(false);
    case 'not_found':
      return err({ kind: 'not_found', retryable: false });
    case 'not_admin':
      return err({ kind: 'forbidden', retryable: false });
    case 'last_admin':
      return err({ kind: 'conflict', reason: 'last_admin', retryable: false });
    default:
      return assertNever(outcome);
  }
}
