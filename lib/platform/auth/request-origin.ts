import 'server-only';
import { cookies, headers } from 'next/headers';
import { appUrl } from '@/lib/env';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { deviceCookieName, hashDevice } from './device';

export type { Origin };

/** Set by `instrumentation.ts` from the socket; whatever a client sends under this name is overwritten there. */
export const CLIENT_ADDRESS_HEADER = 'x-portal-client-address';

/** Where the current request comes from, for the audit log and the rate limits. */
export async function requestOrigin(): Promise<Origin> {
  const given = await headers();
  return {
    address: given.get(CLIENT_ADDRESS_HEADER) || null,
    userAgent: given.get('user-agent')?.slice(0, 300) ?? null,
    device: hashDevice((await cookies()).get(deviceCookieName())?.value),
  };
}

/**
 * Whether a state-changing request was made by one of our own pages. Next compares Origin with the Host header,
 * lets an absent Origin pass and believes X-Forwarded-Host; we compare with the configured `APP_URL` and nothing else.
 */
export function isOwnOrigin(given: Headers): boolean {
  if (given.get('origin') !== appUrl()) return false;
  const site = given.get('sec-fetch-site');
  return site === null || site === 'same-origin';
}
