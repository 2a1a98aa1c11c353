import 'server-only';
import { createHash } from 'node:crypto';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import { queueMail } from '@/lib/platform/mail/queue-mail';
import { RESETS_PER_ACCOUNT, RESETS_PER_ADDRESS } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { ok, type Result, tooManyTries } from '@/lib/result';

/**
 * A person has forgotten the password of the account with this address (lower case). A mail is put into the outbox
 * whether or not there is such an account, which is checked when the mail is composed: so the response and its time are
 * the same for every address. Errors: `rate_limited`.
 */
export async function requestReset(email: string, origin: Origin): Promise<Result<null>> {
  const scope = systemScope('password reset');
  const db = await getDb();
  const digest = createHash('sha256').update(email).digest('base64url');
  const limits = [
    { ...RESETS_PER_ADDRESS, key: networkKey(origin.address) },
    { ...RESETS_PER_ACCOUNT, key: digest },
  ];
  for (const limit of limits) {
    const retryAfterMs = await consumeRateLimit(scope, db, limit);
    if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  }
  const { address, userAgent } = origin;
  const facts = { ...(address !== null && { address }), ...(userAgent !== null && { userAgent }) };
  const dedupeKey = `password_reset:${crypto.randomUUID()}`;
  const about = { locale: DEFAULT_LOCALE, customerId: null, inviteId: null, facts };
  await queueMail(scope, db, { kind: 'password_reset', dedupeKey, email, ...about });
  return ok(null);
}
