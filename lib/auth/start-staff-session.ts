import 'server-only';
import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { getStaffCredentials } from '@/lib/db/queries/staff';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { insertSession } from '@/lib/db/writes/staff';
import { err, ok, type Result } from '@/lib/result';
import { systemScope } from '@/lib/scope';
import { verifyPassword } from './passwords';
import { hashSessionId, newSessionId, SESSION_ABSOLUTE_MS } from './session-token';
import { admitSignIn, forgetSignInFailures, recordSignInFailure } from './sign-in-throttle';

const credentials = z.object({
  email: z
    .string()
    .max(254)
    .transform((email) => email.normalize('NFKC').trim().toLowerCase()),
  password: z.string().min(1).max(1024),
});

/**
 * Checks e-mail and password and opens a session row. Wrong password, unknown and disabled accounts give the same
 * answer in the same time. Errors: `unauthenticated`, `rate_limited`.
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

  const retryAfterMs = await admitSignIn(db, email, origin.address);
  if (retryAfterMs > 0) return err({ kind: 'rate_limited', retryable: true, retryAfterMs });

  const account = await getStaffCredentials(scope, db, email);
  const fits = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !fits || account.isDisabled) {
    await recordSignInFailure(db, email);
    await insertAudit(null, db, {
      act: 'staff.sign_in_refused',
      outcome: 'refused',
      origin,
      details: { account: account?.id ?? null },
    });
    return refused;
  }
  await forgetSignInFailures(db, email);
  const sessionId = newSessionId();
  const now = new Date();
  const idHash = hashSessionId(sessionId);
  await insertSession(scope, db, {
    idHash,
    userId: account.id,
    now,
    expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE_MS),
    ...origin,
  });
  const { id: userId, role, name } = account;
  await insertAudit({ kind: 'staff', userId, sessionId: idHash, role, email, name }, db, {
    act: 'staff.signed_in',
    outcome: 'ok',
    origin,
  });
  return ok({ sessionId });
}
