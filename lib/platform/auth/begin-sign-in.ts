import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { insertPendingSignIn } from '@/lib/platform/auth/factors/second-factors.writes';
import { getDb } from '@/lib/platform/db/client';
import { ok, type Result } from '@/lib/result';
import { checkPassword } from './check-password';
import { newSignInId, SIGN_IN_MS } from './factors/sign-in-cookie';
import { openStaffSession } from './open-staff-session';
import { systemScope } from './scope';
import { hashSessionId } from './session-token';

interface Given {
  readonly email: unknown;
  readonly password: unknown;
}

/** `pendingId`: the password was right, and the second step is awaited from the browser that keeps this id. */
export type Begun = { readonly sessionId: string } | { readonly pendingId: string };

/** Checks e-mail and password; opens a session row, or waits for the second factor. Errors: as `checkPassword`. */
export async function beginSignIn(given: Given, origin: Origin): Promise<Result<Begun>> {
  const checked = await checkPassword(given, origin);
  if (!checked.ok) return checked;
  const db = await getDb();
  if (!checked.value.hasFactor) return ok(await openStaffSession(db, checked.value, origin));
  const pendingId = newSignInId();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + SIGN_IN_MS);
  const row = { idHash: hashSessionId(pendingId), userId: checked.value.id, now, expiresAt };
  await insertPendingSignIn(systemScope('sign-in'), db, row);
  return ok({ pendingId });
}
