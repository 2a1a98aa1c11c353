import 'server-only';
import { headers } from 'next/headers';

/** The random value of the visitor's short-lived cookie, as `proxy.ts` passes it on; empty on pages without one. */
export async function getVisitorId(): Promise<string> {
  return (await headers()).get('x-portal-visit') ?? '';
}
