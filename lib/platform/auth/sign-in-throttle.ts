/**
 * Limits on password guessing, in the database so that every process shares them: five free tries per account, then a
 * doubling wait up to 15 minutes; 30 tries per address in 15 minutes. Unknown accounts are limited like known ones.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '@/lib/platform/db/client';
import { rateLimits } from '@/lib/platform/db/schema/rate-limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';

const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 15 * 60;
const ADDRESS_TRIES = 30;

/** A try beyond the free ones has the account to itself for as long as checking a password can take. */
const CHECK_SECONDS = 10;

function limiters(db: Db) {
  const common = { storeClient: db, schema: rateLimits, tableCreated: true, clearExpiredByTimeout: false };
  const counter = { ...common, points: 1_000_000, duration: 86_400 };
  return {
    tries: new RateLimiterDrizzle({ ...counter, keyPrefix: 'sign_in_tries' }),
    backoff: new RateLimiterDrizzle({ ...counter, keyPrefix: 'sign_in_brakes' }),
    waits: new RateLimiterDrizzle({ ...common, keyPrefix: 'sign_in_wait', points: 1, duration: LONGEST_WAIT_SECONDS }),
    addresses: new RateLimiterDrizzle({
      ...common,
      keyPrefix: 'sign_in_address',
      points: ADDRESS_TRIES,
      duration: LONGEST_WAIT_SECONDS,
    }),
  };
}

/** Keys are hashed: people type anything into an email field, a password included. */
function accountKey(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}

/** Milliseconds to wait when the bucket is used up; 0 when this use still fitted. */
async function waitOf(consuming: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consuming;
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}

export type Admission =
  | { readonly isAdmitted: true /** Tries of this account so far, this one included. */; readonly tries: number }
  | { readonly isAdmitted: false; readonly retryAfterMs: number };

/**
 * Whether this account and address may try now. Counts the try before the password is checked, so that parallel guesses
 * get no more tries than sequential ones.
 */
export async function admitSignIn(db: Db, email: string, address: string | null): Promise<Admission> {
  const { tries, waits, addresses } = limiters(db);
  const key = accountKey(email);
  const wait = await waits.get(key);
  if (wait && wait.msBeforeNext > 0) return { isAdmitted: false, retryAfterMs: wait.msBeforeNext };
  const addressWaitMs = address === null ? 0 : await waitOf(addresses.consume(networkKey(address)));
  if (addressWaitMs > 0) return { isAdmitted: false, retryAfterMs: addressWaitMs };
  const { consumedPoints } = await tries.penalty(key);
  const accountWaitMs =
    consumedPoints <= FREE_TRIES ? 0 : await waitOf(waits.consume(key, 1, { customDuration: CHECK_SECONDS }));
  if (accountWaitMs > 0) return { isAdmitted: false, retryAfterMs: accountWaitMs };
  return { isAdmitted: true, tries: consumedPoints };
}

export async function recordSignInFailure(db: Db, email: string, triesSoFar: number): Promise<void> {
  if (triesSoFar < FREE_TRIES) return;
  const { backoff, waits } = limiters(db);
  const key = accountKey(email);
  const { consumedPoints } = await backoff.penalty(key);
  await waits.block(key, Math.min(FIRST_WAIT_SECONDS * 2 ** (consumedPoints - 1), LONGEST_WAIT_SECONDS));
}

export async function forgetSignInFailures(db: Db, email: string): Promise<void> {
  const { tries, backoff, waits } = limiters(db);
  const key = accountKey(email);
  await Promise.all([tries.delete(key), backoff.delete(key), waits.delete(key)]);
}
