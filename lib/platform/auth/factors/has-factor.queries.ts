import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { passkeys, totpFactors } from '@/lib/platform/db/schema/second-factors';
import { users } from '@/lib/platform/db/schema/users';

/**
 * Whether the account of the row has a second factor that works, for queries of `users`. Columns are named by hand:
 * Drizzle leaves the table's name away where a query has one table only, and `id` would then be that of the passkey.
 */
export function hasFactor(): SQL<boolean> {
  return sql<boolean>`(exists (select 1 from ${totpFactors} t where t.user_id = ${users}."id" and t.confirmed_at is not null)
    or exists (select 1 from ${passkeys} p where p.user_id = ${users}."id"))`;
}
