import 'server-only';
import { getDb } from '@/lib/db/client';
import { listCustomerIdsByEmail } from '@/lib/db/queries/customers';
import { listInvitedCustomerIds } from '@/lib/db/queries/invites';
import { type CustomerScope, systemScope } from '@/lib/scope';

/**
 * What a proven address may act for: the businesses it was invited for. The partner's own product vouches for more:
 * there the address of the customer itself counts too.
 */
export async function customerScope(email: string, proof: 'code' | 'handoff'): Promise<CustomerScope> {
  const scope = systemScope('customer session');
  const db = await getDb();
  const invited = await listInvitedCustomerIds(scope, db, email);
  const own = proof === 'handoff' ? await listCustomerIdsByEmail(scope, db, email) : [];
  return { kind: 'customer', proof, email, customerIds: [...new Set([...invited, ...own])], inviteId: null };
}
