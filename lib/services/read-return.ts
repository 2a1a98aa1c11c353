import 'server-only';
import { getDb } from '@/lib/db/client';
import { recordReturn } from '@/lib/db/writes/customers';
import { recordInviteReturn } from '@/lib/db/writes/invites';
import { type CustomerReading, readCustomer } from './read-customers';
import { parseReturnState } from './return-state';

/**
 * The customer who has just come back from the form, by the signed state of the address, with a fresh status. Null
 * when the state is forged, damaged or too old. Coming back makes the customer hot for the sweeps and means nothing
 * else (law 5).
 */
export async function readReturn(state: string): Promise<CustomerReading | null> {
  const scope = await parseReturnState(state);
  if (!scope) return null;
  if (scope.inviteId !== undefined) await recordInviteReturn(scope, await getDb(), scope.inviteId, new Date());
  await recordReturn(scope, await getDb(), scope.customerId, new Date());
  return readCustomer(scope, scope.customerId, 'return');
}
