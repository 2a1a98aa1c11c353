import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listAddressees } from './addressees.queries';

/** Whether anyone can sign in for this customer with an e-mailed code. */
export async function hasAccess(scope: StaffScope, customerId: string): Promise<boolean> {
  return (await listAddressees(scope, await getDb(), customerId)).length > 0;
}
