import 'server-only';
import { z } from 'zod';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { getDb } from '@/lib/platform/db/client';
import { emailKey } from '@/lib/platform/input/email-address';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { isPasswordSignInOn } from './password-sign-in.queries';
import { verifyPassword } from './passwords';
import { type StaffScope, systemScope } from './scope';
import { admitSignIn, forgetSignInFailures, recordSignInFailure } from './sign-in-throttle';
import { getStaffCredentials, type StaffCredentials } from './staff.queries';

const credentials = z.object({
  email: z
    .string()
    .max(254)
    // PostgreSQL knows no NUL, and no account has a control character in its address.
    .refine((email) => !/\p{Cc}/u.test(email.trim()))
    .transform(emailKey),
  password: z.string().min(1).max(1024),
});

/**
 * Finds the account of an email and password. Wrong password, unknown and disabled accounts give the same response in
 * the same time. `self`: a signed-in person reauthenticates. Errors: `unauthenticated`, `rate_limited`, `conflict`
 * (`password_off`).
 */
export async function checkPassword(
  given: { readonly email: unknown; readonly password: unknown },
  origin: Origin,
  self: StaffScope | null = null,
): Promise<Result<StaffCredentials>> {
  const refused = err({ kind: 'unauthenticated', retryable: false } as const);
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return refused;
  const { email, password } = parsed.data;
  const db = await getDb();
  if (!self && !(await isPasswordSignInOn(systemScope('sign-in'), db)))
    return err({ kind: 'conflict', reason: 'password_off', retryable: false });

  const admission = await admitSignIn(db, email, origin.address);
  if (!admission.isAdmitted) return tooManyTries(admission.retryAfterMs);

  const account = await getStaffCredentials(systemScope('sign-in'), db, email);
  const fits = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !fits || account.isDisabled) {
    await recordSignInFailure(db, email, admission.tries);
    await insertAudit(self, db, {
      act: self ? 'staff.confirm_refused' : 'staff.sign_in_refused',
      outcome: 'refused',
      origin,
      details: self ? { by: 'password' } : { account: account?.id ?? null },
    });
    return refused;
  }
  await forgetSignInFailures(db, email);
  return ok(account);
}
