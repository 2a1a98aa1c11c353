import 'server-only';
import { getDb } from '@/lib/db/client';
import { listAddressees } from '@/lib/db/queries/addressees';
import type { StaffScope } from '@/lib/scope';

/** Whether anyone can sign in for this customer with an e-mailed code. */
export async function hasAccess(scope: StaffScope, customerId: string): Promise<boolean> {
  return (await listAddressees(scope, await getDb(), customerId)).length > 0;
}
