import 'server-only';
import { getDb } from '@/lib/db/client';
import { findCustomers as find } from '@/lib/db/queries/find-customers';
import type { FoundCustomer } from '@/lib/kyb/customer-view';
import type { StaffScope } from '@/lib/scope';

const MOST = 8;
/** In characters; the palette takes no more. */
export const LONGEST_SEARCH = 200;

/** A few customers for somebody who is still typing; upstream is not asked. */
export async function findCustomers(scope: StaffScope, text: string): Promise<readonly FoundCustomer[]> {
  return find(scope, await getDb(), text.slice(0, LONGEST_SEARCH), MOST);
}
