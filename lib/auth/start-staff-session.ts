import 'server-only';
import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { isPasswordSignInOn } from '@/lib/db/queries/sso';
import { getStaffCredentials } from '@/lib/db/queries/staff';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { err, ok, type Result } from '@/lib/result';
import { systemScope } from '@/lib/scope';
import { openStaffSession } from './open-staff-session';
import { verifyPassword } from './passwords';
import { admitSignIn, forgetSignInFailures, recordSignInFailure } from './sign-in-throttle';

const credentials = z.object({
  email: z
    .string()
    .max(254)
    // PostgreSQL knows no NUL, and no account has a control character in its address.
    .refine((email) => !/\p{Cc}/u.test(email.trim()))
    .transform((email) => email.normalize('NFKC').trim().toLowerCase()),
  password: z.string().min(1).max(1024),
});

/**
 * Checks e-mail and password and opens a session row. Wrong password, unknown and disabled accounts give the same
 * answer in the same time. Errors: `unauthenticated`, `rate_limited`, `conflict` (`password_off`).
 */
export async function startStaffSession(
  given: { readonly email: unknown; readonly password: unknown },
  origin: Origin,
): Promise<Result<{ readonly sessionId: string }>> {
  const refused = err({ kind: 'unauthenticated', retryable: false } as const);
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return refused;
  const { email, password } = parsed.data;
  const scope = systemScope('sign-in');
  const db = await getDb();
  if (!(await isPasswordSignInOn(scope, db)))
    return err({ kind: 'conflict', reason: 'password_off', retryable: false });

  const admission = await admitSignIn(db, email, origin.address);
  if (!admission.isAdmitted)
    return err({ kind: 'rate_limited', retryable: true, retryAfterMs: admission.retryAfterMs });

  const account = await getStaffCredentials(scope, db, email);
  const fits = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !fits || account.isDisabled) {
    await recordSignInFailure(db, email, admission.tries);
    await insertAudit(null, db, {
      act: 'staff.sign_in_refused',
      outcome: 'refused',
      origin,
      details: { account: account?.id ?? null },
    });
    return refused;
  }
  await forgetSignInFailures(db, email);
  return ok(await openStaffSession(db, { ...account, email }, origin));
}
