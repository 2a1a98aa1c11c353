import 'server-only';
import { listHandedOverCustomerIds } from '@/lib/features/customers/addressees.queries';
import { listCustomerIdsByEmail } from '@/lib/features/customers/customers.queries';
import { listInvitedCustomerIds } from '@/lib/features/invites/queries';
import { type CustomerScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';

/**
 * What a proven address may act for: the businesses it was invited for, and those whose own address it is after a
 * hand-over from the partner's product. A session by hand-over opens all businesses with this address.
 */
export async function customerScope(email: string, proof: 'code' | 'handoff'): Promise<CustomerScope> {
  const scope = systemScope('customer session');
  const db = await getDb();
  const invited = await listInvitedCustomerIds(scope, db, email);
  const listOwn = proof === 'handoff' ? listCustomerIdsByEmail : listHandedOverCustomerIds;
  const own = await listOwn(scope, db, email);
  return { kind: 'customer', proof, email, customerIds: [...new Set([...invited, ...own])], inviteId: null };
}
