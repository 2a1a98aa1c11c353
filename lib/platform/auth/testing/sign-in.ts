import type { Origin } from '@/lib/platform/audit/audit.writes';
import { ok, type Result } from '@/lib/result';
import { beginSignIn } from '../begin-sign-in';

/** Signs in an account without a second factor. */
export async function signInByPassword(
  given: { readonly email: unknown; readonly password: unknown },
  origin: Origin,
): Promise<Result<{ readonly sessionId: string }>> {
  const begun = await beginSignIn(given, origin);
  if (!begun.ok) return begun;
  if ('pendingId' in begun.value) throw new Error('The account has a second factor.');
  return ok(begun.value);
}
