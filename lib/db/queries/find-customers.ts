import 'server-only';
import { and, desc } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { customers } from '@/lib/db/schema/customers';
import type { FoundCustomer } from '@/lib/kyb/customer-view';
import type { StaffScope } from '@/lib/scope';
import { readableCustomers } from './access';
import { containsText } from './contains-text';
import { isAmongFew, toSearch, WINDOW, walkedText } from './list-search';

/** The newest customers whose name, e-mail or id contains a text; nobody for no text. */
export async function findCustomers(
  scope: StaffScope,
  db: Db,
  text: string,
  limit: number,
): Promise<readonly FoundCustomer[]> {
  const search = await toSearch(db, text);
  if (search === null) return [];
  const { id, businessName, email, status, searchText, createdAt } = customers;
  const newest = [desc(createdAt), desc(id)];
  const walked = walkedText(search);
  if (walked === null)
    return db
      .select({ id, businessName, email, status })
      .from(customers)
      .where(and(readableCustomers(scope), isAmongFew(search)))
      .orderBy(...newest)
      .limit(limit);
  const recent = db
    .select({ id, businessName, email, status, searchText, createdAt })
    .from(customers)
    .where(readableCustomers(scope))
    .orderBy(...newest)
    .limit(WINDOW)
    .as('recent');
  return db
    .select({ id: recent.id, businessName: recent.businessName, email: recent.email, status: recent.status })
    .from(recent)
    .where(containsText(recent.searchText, walked.text))
    .orderBy(desc(recent.createdAt), desc(recent.id))
    .limit(limit);
}
