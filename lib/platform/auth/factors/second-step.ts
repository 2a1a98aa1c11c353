/** The second step of signing in, after the right password in this browser. */
import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { openStaffSession } from '@/lib/platform/auth/open-staff-session';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import { checkCode } from './check-code';
import { getPendingSignIn, type PendingSignIn } from './second-factors.queries';
import { takePendingSignIn } from './second-factors.writes';

const scope = systemScope('sign-in');

/** Whose second step is awaited from the browser with this id; null when there is nothing to wait for any more. */
export async function readPending(
  pendingId: string | null,
  now: Date = new Date(),
): Promise<(PendingSignIn & { readonly idHash: string }) | null> {
  if (pendingId === null) return null;
  const idHash = hashSessionId(pendingId);
  const pending = await getPendingSignIn(scope, await getDb(), idHash, now);
  return pending && { ...pending, idHash };
}

/** For the audit log: not signed in yet, but the account is known. */
export function toSelf({ id, email, name, role }: PendingSignIn): StaffScope {
  return { kind: 'staff', userId: id, sessionId: '', email, name, role };
}

/**
 * Finishes a sign-in by a code of the app or a recovery code. Errors: `not_found` (nothing is awaited any more),
 * `unauthenticated` (wrong or used code), `rate_limited`.
 */
export async function finishByCode(
  pendingId: string | null,
  code: string,
  origin: Origin,
  now: Date = new Date(),
): Promise<Result<{ readonly sessionId: string }>> {
  const pending = await readPending(pendingId, now);
  if (!pending) return err({ kind: 'not_found', retryable: false });
  const self = toSelf(pending);
  const checked = await checkCode(self, code, origin, now);
  if (!checked.ok) {
    if (checked.error.kind === 'unauthenticated')
      await insertAudit(self, await getDb(), { act: 'staff.factor_refused', outcome: 'refused', origin });
    return checked;
  }
  return finishPending(pending, origin, now);
}

/** Once the factor was right. Errors: `not_found`. */
export async function finishPending(
  pending: PendingSignIn & { readonly idHash: string },
  origin: Origin,
  now: Date,
): Promise<Result<{ readonly sessionId: string }>> {
  const db = await getDb();
  if (!(await takePendingSignIn(scope, db, pending.idHash, now))) return err({ kind: 'not_found', retryable: false });
  return ok(await openStaffSession(db, pending, origin, 'second_step'));
}
