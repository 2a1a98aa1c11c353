import 'server-only';
import { cache } from 'react';
import { readCustomerSession } from '@/lib/features/self-serve/customer-sign-in';
import { getCustomerSessionId } from '@/lib/platform/auth/customer-session';
import type { CustomerScope } from '@/lib/platform/auth/scope';

/** Returns the signed-in customer's scope, or null. Cached per request. */
export const getCustomerScope = cache(async (): Promise<CustomerScope | null> => {
  const sessionId = await getCustomerSessionId();
  return sessionId === null ? null : readCustomerSession(sessionId);
});
