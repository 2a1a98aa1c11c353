import 'server-only';
import { and, desc } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { customers } from '@/lib/db/schema/customers';
import type { FoundCustomer } from '@/lib/kyb/customer-view';
import type { StaffScope } from '@/lib/scope';
import { readableCustomers } from './access';
import { isFound, toSearch } from './list-search';

/** The newest customers whose name, e-mail or id contains a text; nobody for no text. */
export async function findCustomers(
  scope: StaffScope,
  db: Db,
  text: string,
  limit: number,
): Promise<readonly FoundCustomer[]> {
  const search = await toSearch(db, text);
  if (search === null) return [];
  const { id, businessName, email, status } = customers;
  return db
    .select({ id, businessName, email, status })
    .from(customers)
    .where(and(readableCustomers(scope), isFound(search)))
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(limit);
}
