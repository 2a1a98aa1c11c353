import 'server-only';
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { emailKey } from '@/lib/platform/input/email-address';
import { toSortKey } from '@/lib/platform/input/text-keys';
import type { Db } from './client';
import { toCustomerKeys } from './customer-keys';
import { customers } from './schema/customers';
import { invites } from './schema/invites';
import { users } from './schema/users';

const BATCH = 1_000;

/**
 * Makes the keys of rows that are older than the keys. Migration `0009_text_keys.sql` can only mark them, because the
 * rules are JavaScript's.
 */
export async function fillTextKeys(db: Db): Promise<void> {
  while (await fillCustomers(db));
  while (await fillInvites(db));
  await fillUsers(db);
}

/** By a blank in front, which no key has. */
function isMarked(key: PgColumn): SQL | undefined {
  return and(gte(key, ' '), lt(key, '!'));
}

async function fillCustomers(db: Db): Promise<boolean> {
  const { id, upstreamId, email, firstName, lastName, companyName, legalName } = customers;
  const rows = await db
    .select({ id, upstreamId, email, firstName, lastName, companyName, legalName })
    .from(customers)
    .where(isMarked(customers.emailKey))
    .limit(BATCH);
  const keys = JSON.stringify(rows.map((row) => ({ id: row.id, ...toCustomerKeys(row) })));
  await db.execute(sql`update customers c
    set email_key = k."emailKey", search_text = k."searchText", sort_name = k."sortName"
    from jsonb_to_recordset(${keys}::jsonb) as k("id" text, "emailKey" text, "searchText" text, "sortName" text)
    where c.id = k."id"`);
  return rows.length > 0;
}

async function fillInvites(db: Db): Promise<boolean> {
  const rows = await db
    .select({ id: invites.id, email: invites.email })
    .from(invites)
    .where(isMarked(invites.emailKey))
    .limit(BATCH);
  const keys = JSON.stringify(rows.map(({ id, email }) => ({ id, emailKey: emailKey(email) })));
  await db.execute(sql`update invites i set email_key = k."emailKey"
    from jsonb_to_recordset(${keys}::jsonb) as k("id" text, "emailKey" text) where i.id = k."id"`);
  return rows.length > 0;
}

/** At once, for they are few. The owner's name on the customers follows by itself. */
async function fillUsers(db: Db): Promise<void> {
  const rows = await db.select({ id: users.id, name: users.name }).from(users).where(eq(users.sortName, ''));
  for (const { id, name } of rows)
    await db
      .update(users)
      .set({ sortName: toSortKey(name) })
      .where(eq(users.id, id));
}
