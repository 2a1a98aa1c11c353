/**
 * The session cookie: next-auth's encrypted token holding nothing but a random session id. What the session may do
 * is read from its server-side row at each request, so ending it takes effect at once.
 */
import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';

export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_ABSOLUTE_MS = 12 * 60 * 60_000;

/** `__Host-` needs https; on loopback http (demo, development) browsers would drop such a cookie. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().appUrl.startsWith('https:');
  return { name: secure ? '__Host-portal-session' : 'portal-session', secure };
}

export function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSessionId(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}

export function encodeSessionToken(sessionId: string): Promise<string> {
  return encode({ token: { sessionId }, secret: env().authSecret, maxAge: SESSION_ABSOLUTE_MS / 1000 });
}

/** The session id in a cookie value; null for anything forged, broken or expired. */
export async function decodeSessionToken(value: string): Promise<string | null> {
  const token = await decode({ token: value, secret: env().authSecret }).catch(() => null);
  return typeof token?.sessionId === 'string' ? token.sessionId : null;
}
