import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { admitSignIn, forgetSignInFailures, recordSignInFailure } from '@/lib/platform/auth/sign-in-throttle';
import { type Db, getDb } from '@/lib/platform/db/client';
import { normalizeCode } from '@/lib/platform/input/one-time-code';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { hashRecoveryCode, isLikeRecoveryCode } from './recovery-codes';
import { countRecoveryCodes, getTotp } from './second-factors.queries';
import { spendRecoveryCode, spendTotpStep } from './second-factors.writes';
import { openTotpSecret, stepOfCode } from './totp';

const scope = systemScope('second factor');

/**
 * Checks a code of the app or a recovery code, and uses it up. Guesses are limited like passwords, per account and per
 * address. Errors: `unauthenticated`, `rate_limited`.
 */
export async function checkCode(
  self: StaffScope,
  code: string,
  origin: Origin,
  now: Date = new Date(),
): Promise<Result<'totp' | 'recovery'>> {
  const db = await getDb();
  const bucket = `factor:${self.userId}`;
  const admission = await admitSignIn(db, bucket, origin.address);
  if (!admission.isAdmitted) return tooManyTries(admission.retryAfterMs);
  const way = await spend(db, self.userId, code, now);
  if (way === null) {
    await recordSignInFailure(db, bucket, admission.tries);
    return err({ kind: 'unauthenticated', retryable: false });
  }
  await forgetSignInFailures(db, bucket);
  if (way === 'recovery') {
    const left = await countRecoveryCodes(scope, db, self.userId);
    await insertAudit(self, db, { act: 'staff.recovery_code_used', outcome: 'ok', origin, details: { left } });
  }
  return ok(way);
}

async function spend(db: Db, userId: string, given: string, now: Date): Promise<'totp' | 'recovery' | null> {
  if (isLikeRecoveryCode(given)) {
    const isSpent = await spendRecoveryCode(scope, db, { userId, codeHash: hashRecoveryCode(given), now });
    return isSpent ? 'recovery' : null;
  }
  const totp = await getTotp(scope, db, userId);
  if (!totp?.confirmedAt) return null;
  const secret = openTotpSecret(userId, totp.secret);
  const step = secret === null ? null : stepOfCode(secret, normalizeCode(given), now);
  if (step === null) return null;
  return (await spendTotpStep(scope, db, userId, step)) ? 'totp' : null;
}
