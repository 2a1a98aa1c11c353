import 'server-only';
import { lt } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Scope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { rateLimits } from '@/lib/platform/db/schema/rate-limits';

export interface RateLimit {
  readonly name: string;
  /** Who it is counted for. */
  readonly key: string;
  readonly points: number;
  readonly seconds: number;
}

/** Uses one of so many acts in so many seconds, counted across processes. Milliseconds to wait; 0 when it may go on. */
export async function consumeRateLimit(_scope: Scope, db: Db, rateLimit: RateLimit): Promise<number> {
  const limiter = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: rateLimit.name,
    points: rateLimit.points,
    duration: rateLimit.seconds,
  });
  try {
    await limiter.consume(rateLimit.key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}

/** Removes buckets that ran out before this. */
export async function pruneRateLimits(_scope: SystemScope, db: Db, before: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.expire, before));
}
