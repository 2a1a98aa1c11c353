import 'server-only';
import { and, desc, sql } from 'drizzle-orm';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import { isMasked, maskBusiness, maskEmail } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { containsText } from '@/lib/platform/db/contains-text';
import { customers } from '@/lib/platform/db/schema/customers';
import type { FoundCustomer } from './customer-view.rules';
import { inCandidates, scanQuery, searchedText, toSearch, WINDOW } from './list-search.queries';

/** The newest customers whose name, email or id contains a text; none for an empty text. */
export async function findCustomers(
  scope: StaffScope,
  db: Db,
  text: string,
  limit: number,
): Promise<readonly FoundCustomer[]> {
  const found = await find(scope, db, text, limit);
  if (!isMasked(scope)) return found;
  return found.map((one) => ({
    ...one,
    businessName: maskBusiness(one.businessName),
    email: maskEmail(one.email),
  }));
}

async function find(scope: StaffScope, db: Db, text: string, limit: number): Promise<readonly FoundCustomer[]> {
  const search = await toSearch(scope, db, text);
  if (search === null) return [];
  const { id, businessName, email, status, createdAt } = customers;
  const searchText = sql<string>`${searchedText(scope)}`.as('searched_text');
  const newest = [desc(createdAt), desc(id)];
  const walked = scanQuery(search);
  if (walked === null)
    return db
      .select({ id, businessName, email, status })
      .from(customers)
      .where(and(readableCustomers(scope), inCandidates(search)))
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
    .where(containsText(sql`${recent.searchText}`, walked.text))
    .orderBy(desc(recent.createdAt), desc(recent.id))
    .limit(limit);
}
