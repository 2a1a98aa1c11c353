import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { FoundCustomer } from './customer-view.rules';
import { findCustomers as find } from './find-customers.queries';

const MOST = 8;
/** In characters; the palette takes no more. */
export const LONGEST_SEARCH = 200;

/** A few customers while the person is still typing; upstream is not asked. */
export async function findCustomers(scope: StaffScope, text: string): Promise<readonly FoundCustomer[]> {
  return find(scope, await getDb(), text.slice(0, LONGEST_SEARCH), MOST);
}
