/** The cookie of a signed-in customer: a random id and nothing else; its rights are read from its row each time. */
import 'server-only';
import { cookies } from 'next/headers';
import { env } from '@/lib/env';

const LIFETIME_SECONDS = 24 * 60 * 60;

/** `__Host-` needs https; on loopback http browsers would drop such a cookie. */
function customerCookie() {
  const secure = env().appUrl.startsWith('https:');
  const name = secure ? '__Host-portal-customer' : 'portal-customer';
  return { name, httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}

export async function getCustomerSessionId(): Promise<string | null> {
  return (await cookies()).get(customerCookie().name)?.value ?? null;
}

/** Actions and handlers only. */
export async function setCustomerSession(sessionId: string): Promise<void> {
  (await cookies()).set({ ...customerCookie(), value: sessionId, maxAge: LIFETIME_SECONDS });
}

/** Actions and handlers only. */
export async function clearCustomerSession(): Promise<void> {
  (await cookies()).set({ ...customerCookie(), value: '', maxAge: 0 });
}
