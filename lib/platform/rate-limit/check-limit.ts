/** Limits of deliberate requests, checked before the work. Each wait is reported, in a header or in a sentence. */
import 'server-only';
import type { Scope, StaffScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { type Result, tooManyTries } from '@/lib/result';
import { EXPORTS, INVITES, type Limit, UPLOADS } from './limits';
import { consumeRateLimit } from './rate-limits.writes';

/** Null when it may go on. */
export async function checkLimit(scope: Scope, db: Db, limit: Limit, key: string): Promise<Result<never> | null> {
  const retryAfterMs = await consumeRateLimit(scope, db, { ...limit, key });
  return retryAfterMs > 0 ? tooManyTries(retryAfterMs) : null;
}

export async function checkInviteLimit(scope: StaffScope): Promise<Result<never> | null> {
  return checkLimit(scope, await getDb(), INVITES, scope.userId);
}

/** Milliseconds to wait before the next file may be taken away; 0 when it may be now. */
export async function exportWaitMs(scope: StaffScope): Promise<number> {
  return consumeRateLimit(scope, await getDb(), { ...EXPORTS, key: scope.userId });
}

/** The same for a file that is brought. */
export async function uploadWaitMs(scope: StaffScope): Promise<number> {
  return consumeRateLimit(scope, await getDb(), { ...UPLOADS, key: scope.userId });
}
