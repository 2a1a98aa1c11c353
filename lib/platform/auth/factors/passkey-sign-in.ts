/** Signing in by a passkey: without a password, or as the second step after one. */
import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { openStaffSession } from '@/lib/platform/auth/open-staff-session';
import { isPasswordSignInOn } from '@/lib/platform/auth/password-sign-in.queries';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { getDb } from '@/lib/platform/db/client';
import { PASSKEY_SIGN_INS } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { finishConfirming } from './confirm';
import { askToSign, checkPasskey } from './passkeys';
import { finishPending, readPending, toSelf } from './second-step';

const scope = systemScope('sign-in');

async function admit(origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  // Where only the identity provider decides who works for the partner, passkeys must not bypass it.
  if (!(await isPasswordSignInOn(scope, db))) return err({ kind: 'unauthenticated', retryable: false });
  const key = networkKey(origin.address);
  const retryAfterMs = await consumeRateLimit(scope, db, { ...PASSKEY_SIGN_INS, key });
  return retryAfterMs > 0 ? tooManyTries(retryAfterMs) : ok(null);
}

/** The question to whatever passkey the browser offers. `signInId`: of the browser's cookie. Errors: `rate_limited`. */
export async function askForSignIn(signInId: string, origin: Origin): Promise<Result<string>> {
  const admitted = await admit(origin);
  if (!admitted.ok) return admitted;
  return ok(await askToSign({ scope, purpose: 'sign_in', holder: hashSessionId(signInId) }, null));
}

/** A verified passkey is both factors: having it, and being its owner. Errors: `unauthenticated`, `rate_limited`. */
export async function signInByPasskey(
  signInId: string | null,
  credential: string,
  origin: Origin,
): Promise<Result<{ readonly sessionId: string }>> {
  const admitted = await admit(origin);
  if (!admitted.ok) return admitted;
  const checked = await checkPasskey({ scope, purpose: 'sign_in', holder: hashSessionId(signInId ?? '') }, credential);
  const db = await getDb();
  if (!checked.ok) {
    const details = { by: 'passkey' };
    await insertAudit(null, db, { act: 'staff.sign_in_refused', outcome: 'refused', origin, details });
    return checked;
  }
  return ok(await openStaffSession(db, checked.value, origin, 'passkey'));
}

/** Errors: `not_found` (nothing is awaited any more). */
export async function askForSecondStep(pendingId: string | null): Promise<Result<string>> {
  const pending = await readPending(pendingId);
  if (!pending) return err({ kind: 'not_found', retryable: false });
  return ok(await askToSign({ scope, purpose: 'second_step', holder: pending.idHash }, pending.id));
}

/** Errors: `not_found`, `unauthenticated`. */
export async function finishByPasskey(
  pendingId: string | null,
  credential: string,
  origin: Origin,
): Promise<Result<{ readonly sessionId: string }>> {
  const pending = await readPending(pendingId);
  if (!pending) return err({ kind: 'not_found', retryable: false });
  const checked = await checkPasskey({ scope, purpose: 'second_step', holder: pending.idHash }, credential);
  if (!checked.ok || checked.value.id !== pending.id) {
    await insertAudit(toSelf(pending), await getDb(), { act: 'staff.factor_refused', outcome: 'refused', origin });
    return err({ kind: 'unauthenticated', retryable: false });
  }
  return finishPending(pending, origin, new Date());
}

export function askToConfirm(self: StaffScope): Promise<string> {
  return askToSign({ scope: self, purpose: 'prove', holder: self.sessionId }, self.userId);
}

/** Errors: `unauthenticated`. */
export async function confirmByPasskey(self: StaffScope, credential: string, origin: Origin): Promise<Result<null>> {
  const checked = await checkPasskey({ scope: self, purpose: 'prove', holder: self.sessionId }, credential);
  if (checked.ok && checked.value.id === self.userId) return finishConfirming(self, 'passkey', origin);
  const details = { by: 'passkey' };
  await insertAudit(self, await getDb(), { act: 'staff.confirm_refused', outcome: 'refused', origin, details });
  return err({ kind: 'unauthenticated', retryable: false });
}
