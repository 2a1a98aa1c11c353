/**
 * Brakes on password guessing, in the database so that every process sees them: five free tries an account, then a
 * doubling wait up to 15 minutes; 30 tries an address in 15 minutes. Unknown accounts are braked like known ones.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '@/lib/db/client';
import { rateLimits } from '@/lib/db/schema/rate-limits';

const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 15 * 60;
const ADDRESS_TRIES = 30;

function limiters(db: Db) {
  const common = { storeClient: db, schema: rateLimits, tableCreated: true, clearExpiredByTimeout: false };
  return {
    failures: new RateLimiterDrizzle({ ...common, keyPrefix: 'sign_in_failures', points: 1_000_000, duration: 86_400 }),
    waits: new RateLimiterDrizzle({ ...common, keyPrefix: 'sign_in_wait', points: 1, duration: LONGEST_WAIT_SECONDS }),
    addresses: new RateLimiterDrizzle({
      ...common,
      keyPrefix: 'sign_in_address',
      points: ADDRESS_TRIES,
      duration: LONGEST_WAIT_SECONDS,
    }),
  };
}

/** Keys are hashed: what was typed into an e-mail field can be anything, a password included. */
function accountKey(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}

/** Milliseconds to wait before this account or address may try again; 0 when it may now. Counts the try. */
export async function admitSignIn(db: Db, email: string, address: string | null): Promise<number> {
  const { waits, addresses } = limiters(db);
  const wait = await waits.get(accountKey(email));
  if (wait && wait.msBeforeNext > 0) return wait.msBeforeNext;
  if (address === null) return 0;
  try {
    await addresses.consume(address);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}

export async function recordSignInFailure(db: Db, email: string): Promise<void> {
  const { failures, waits } = limiters(db);
  const key = accountKey(email);
  const { consumedPoints } = await failures.penalty(key);
  if (consumedPoints < FREE_TRIES) return;
  const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (consumedPoints - FREE_TRIES), LONGEST_WAIT_SECONDS);
  await waits.block(key, seconds);
}

export async function forgetSignInFailures(db: Db, email: string): Promise<void> {
  const { failures, waits } = limiters(db);
  await Promise.all([failures.delete(accountKey(email)), waits.delete(accountKey(email))]);
}
