/** Sign-in of customers: by a code to their address, or handed over by the partner's own product. No passwords. */
import 'server-only';
import { randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { env } from '@/lib/env';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type CustomerScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { Locale } from '@/lib/platform/i18n/locales';
import { emailKey, isEmail } from '@/lib/platform/input/email-address';
import { CUSTOMER_SIGN_INS } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { hashBrowserId } from './address-proof';
import { customerScope } from './customer-scope';
import { getCustomerSession } from './customer-sessions.queries';
import { endCustomerSession, insertCustomerSession } from './customer-sessions.writes';
import { checkCode, consumeCode, requestCode } from './email-codes';

const CUSTOMER_SESSION_MS = 24 * 60 * 60_000;
const HANDOFF_MS = 5 * 60_000;

/**
 * Sends a code to an address, if it was ever invited. The caller says the same in either case, and waits as long.
 * Errors: `rate_limited`.
 */
export async function sendSignInCode(email: string, locale: Locale, origin: Origin): Promise<Result<null>> {
  const limited = await admit(origin);
  if (limited) return limited;
  const { customerIds } = await customerScope(emailKey(email), 'code');
  // An unknown address gets no mail, and its share of mails is used up like that of a known one.
  if (customerIds.length > 0) await requestCode('sign_in', email, { locale, customerId: null, inviteId: null });
  return ok(null);
}

/** Opens a session for the right code. Errors: `rate_limited`, `invalid_input` with field `code`. */
export async function signInByCode(
  email: string,
  code: string,
  locale: Locale,
  origin: Origin,
): Promise<Result<{ readonly sessionId: string }>> {
  const limited = await admit(origin);
  if (limited) return limited;
  const right = await checkCode('sign_in', email, code);
  if (!right || !(await consumeCode(right)))
    return err({ kind: 'invalid_input', retryable: false, fields: { code: 'wrong' } });
  return ok({ sessionId: await openSession({ email: emailKey(email), proof: 'code', locale }, origin) });
}

const handoffClaims = z.object({
  email: z.string().refine(isEmail),
  jti: z.string().min(16).max(100),
  exp: z.number(),
});

/**
 * Opens a session for a user identified by the partner's own product with a token: HS256 with HANDOFF_SECRET, audience
 * `partner-portal`, claims `email`, `jti` and `exp` at most five minutes ahead, used once. Errors: `unauthenticated`.
 */
export async function signInByHandoff(
  token: string,
  locale: Locale,
  origin: Origin,
): Promise<Result<{ readonly sessionId: string }>> {
  const refused = err({ kind: 'unauthenticated', retryable: false } as const);
  const { handoffSecret } = env();
  if (handoffSecret === null) return refused;
  const key = new TextEncoder().encode(handoffSecret);
  const verified = await jwtVerify(token, key, { audience: 'partner-portal', algorithms: ['HS256'] }).catch(() => null);
  const claims = handoffClaims.safeParse(verified?.payload);
  if (!claims.success || claims.data.exp * 1000 > Date.now() + HANDOFF_MS + 30_000) return refused;
  const once = { name: 'handoff', key: hashBrowserId(claims.data.jti), points: 1, seconds: (2 * HANDOFF_MS) / 1000 };
  if ((await consumeRateLimit(systemScope('handoff'), await getDb(), once)) > 0) return refused;
  return ok({
    sessionId: await openSession({ email: emailKey(claims.data.email), proof: 'handoff', locale }, origin),
  });
}

/** The scope of a session cookie's id; null when the session has ended. */
export async function readCustomerSession(sessionId: string): Promise<CustomerScope | null> {
  const wanted = { idHash: hashBrowserId(sessionId), proofs: ['code', 'handoff'] as const, now: new Date() };
  const session = await getCustomerSession(systemScope('customer session'), await getDb(), wanted);
  return session && customerScope(session.email, session.proof);
}

/** Ends a session, or an address proof, by the id of its cookie. */
export async function signOutCustomer(sessionId: string): Promise<void> {
  await endCustomerSession(systemScope('customer session'), await getDb(), hashBrowserId(sessionId), new Date());
}

async function openSession(
  by: { readonly email: string; readonly proof: 'code' | 'handoff'; readonly locale: Locale },
  origin: Origin,
): Promise<string> {
  const sessionId = randomBytes(32).toString('base64url');
  const now = new Date();
  const db = await getDb();
  await insertCustomerSession(systemScope('customer session'), db, {
    idHash: hashBrowserId(sessionId),
    ...by,
    createdAt: now,
    expiresAt: new Date(now.getTime() + CUSTOMER_SESSION_MS),
  });
  const scope = await customerScope(by.email, by.proof);
  await insertAudit(scope, db, { act: 'customer.signed_in', outcome: 'ok', origin, details: { proof: by.proof } });
  return sessionId;
}

async function admit(origin: Origin): Promise<Result<never> | null> {
  const rateLimit = { ...CUSTOMER_SIGN_INS, key: networkKey(origin.address) };
  const retryAfterMs = await consumeRateLimit(systemScope('customer sign-in'), await getDb(), rateLimit);
  return retryAfterMs > 0 ? tooManyTries(retryAfterMs) : null;
}
