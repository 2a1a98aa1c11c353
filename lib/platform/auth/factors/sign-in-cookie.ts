/**
 * The cookie of a browser that is signing in: a random id and nothing else, for five minutes. Its state is in the
 * database under the id's hash, so neither a pending sign-in nor a challenge is of use in another browser.
 */
import 'server-only';
import { cookies } from 'next/headers';
import { env } from '@/lib/env';
import { newSessionId } from '@/lib/platform/auth/session-token';

export const SIGN_IN_MS = 5 * 60_000;

/** `__Host-` needs https; on loopback http browsers would drop such a cookie. */
function signInCookie() {
  const secure = env().appUrl.startsWith('https:');
  const name = secure ? '__Host-portal-sign-in' : 'portal-sign-in';
  return { name, httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}

export function newSignInId(): string {
  return newSessionId();
}

export async function getSignInId(): Promise<string | null> {
  return (await cookies()).get(signInCookie().name)?.value ?? null;
}

/** Actions only. */
export async function keepSignInId(id: string): Promise<void> {
  (await cookies()).set({ ...signInCookie(), value: id, maxAge: SIGN_IN_MS / 1000 });
}

/** Actions only. */
export async function forgetSignInId(): Promise<void> {
  (await cookies()).set({ ...signInCookie(), value: '', maxAge: 0 });
}
