import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { PASSWORD_LINKS } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { type FoundPasswordLink, readPasswordLink } from './password-link';
import { spendPasswordLink } from './writes';

export interface PasswordChoice {
  readonly token: string;
  /** Of a new member; null keeps the present one. */
  readonly name: string | null;
  /** Whether it is one that only goes with a second factor. */
  readonly isShort: boolean;
}

interface Check {
  /** The sentence for a password that cannot be used by this person; null when it can. */
  readonly problem: (link: FoundPasswordLink) => string | null;
  /** Asked only when the link works and the password fits, because it is slow on purpose. */
  readonly hash: () => Promise<string>;
}

export type SetPasswordProblem = { readonly problem: string };

/**
 * Sets a password by a mailed link and uses the link up; a password that breaks the rule does not. Returns `problem`
 * for such a password. Errors: `rate_limited`, `not_found` (the link no longer works).
 */
export async function setPassword(
  { token, name, isShort }: PasswordChoice,
  { problem, hash }: Check,
  origin: Origin,
): Promise<Result<'done' | SetPasswordProblem>> {
  const scope = systemScope('password link');
  const db = await getDb();
  const key = `address:${networkKey(origin.address)}`;
  const retryAfterMs = await consumeRateLimit(scope, db, { ...PASSWORD_LINKS, key });
  if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  const link = await readPasswordLink(token);
  if (!link) return err({ kind: 'not_found', retryable: false });
  const sentence = problem(link);
  if (sentence !== null) return ok({ problem: sentence });
  const passwordHash = await hash();
  const use = { tokenHash: link.tokenHash, passwordHash, isPasswordShort: isShort, name, now: new Date() };
  const purpose = await spendPasswordLink(scope, db, use, origin);
  return purpose === null ? err({ kind: 'not_found', retryable: false }) : ok('done');
}
