import 'server-only';
import { cache } from 'react';
import { getCustomerSessionId } from '@/lib/auth/customer-session';
import type { CustomerScope } from '@/lib/scope';
import { readCustomerSession } from '@/lib/services/customer-sign-in';

/** The scope of the signed-in customer, or null. Looked up once a request. */
export const getCustomerScope = cache(async (): Promise<CustomerScope | null> => {
  const sessionId = await getCustomerSessionId();
  return sessionId === null ? null : readCustomerSession(sessionId);
});
