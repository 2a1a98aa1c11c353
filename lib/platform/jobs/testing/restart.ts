/**
 * What a restart of the portal does to its memory: a new client without remembered tolerances, with a closed breaker.
 */
import type { OnemoneyClient } from '@/lib/onemoney/client';

export async function forgetUpstreamClient(): Promise<void> {
  const holder = globalThis as typeof globalThis & { portalOnemoneyClient?: OnemoneyClient };
  await holder.portalOnemoneyClient?.close();
  delete holder.portalOnemoneyClient;
}
