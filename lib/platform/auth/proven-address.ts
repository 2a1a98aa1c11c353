/**
 * The cookie of a browser in which a code to an invite's address was right: a random id and nothing else. Whether it
 * still counts, and for which address, is read from its row each time.
 */
import 'server-only';
import { cookies } from 'next/headers';
import { env } from '@/lib/env';

const LIFETIME_SECONDS = 30 * 60;

/** `__Host-` needs https; on loopback http browsers would drop such a cookie. */
function provenCookie() {
  const secure = env().appUrl.startsWith('https:');
  const name = secure ? '__Host-portal-proven' : 'portal-proven';
  return { name, httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}

export async function getProvenAddressId(): Promise<string | null> {
  return (await cookies()).get(provenCookie().name)?.value ?? null;
}

/** Actions only. */
export async function setProvenAddress(id: string): Promise<void> {
  (await cookies()).set({ ...provenCookie(), value: id, maxAge: LIFETIME_SECONDS });
}

/** Actions only. */
export async function clearProvenAddress(): Promise<void> {
  (await cookies()).set({ ...provenCookie(), value: '', maxAge: 0 });
}
