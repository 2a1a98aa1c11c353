/** Sensitive actions need a reauthentication within the last ten minutes, in this session. */
import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { checkPassword } from '@/lib/platform/auth/check-password';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import { checkCode } from './check-code';
import { getReauthMethods, type ReauthMethods } from './second-factors.queries';
import { markReauthenticated } from './second-factors.writes';

const PROOF_MS = 10 * 60_000;

export function isProven({ reauthenticatedAt }: StaffScope, now: Date = new Date()): boolean {
  return reauthenticatedAt !== undefined && now.getTime() - reauthenticatedAt.getTime() < PROOF_MS;
}

/** How this person can confirm it; all false for an account that signs in elsewhere only. */
export async function readReauthMethods(scope: StaffScope): Promise<ReauthMethods> {
  return getReauthMethods(scope, await getDb(), scope.userId);
}

/**
 * By the second factor if the account has one, otherwise by the password: a stolen password must not replace the phone.
 * Errors: `unauthenticated`, `rate_limited`.
 */
export async function confirmBySecret(scope: StaffScope, secret: string, origin: Origin): Promise<Result<null>> {
  const ways = await readReauthMethods(scope);
  const isByCode = ways.hasTotp || ways.hasPasskey;
  const checked = isByCode
    ? await checkCode(scope, secret, origin)
    : await checkPassword({ email: scope.email, password: secret }, origin, scope);
  if (!checked.ok) {
    if (isByCode && checked.error.kind === 'unauthenticated')
      await insertAudit(scope, await getDb(), {
        ...{ act: 'staff.confirm_refused', outcome: 'refused', origin },
        details: { by: 'code' },
      });
    return err(isByCode ? checked.error : { ...checked.error, fields: { password: 'wrong' } });
  }
  return finishConfirming(scope, isByCode ? 'code' : 'password', origin);
}

export async function finishConfirming(
  scope: StaffScope,
  by: 'code' | 'password' | 'passkey',
  origin: Origin,
): Promise<Result<null>> {
  const db = await getDb();
  await db.transaction(async (tx) => {
    await markReauthenticated(scope, tx, new Date());
    await insertAudit(scope, tx, { act: 'staff.confirmed', outcome: 'ok', origin, details: { by } });
  });
  return ok(null);
}
