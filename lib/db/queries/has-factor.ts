import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { passkeys, totpFactors } from '@/lib/db/schema/second-factors';
import { users } from '@/lib/db/schema/users';

/** Whether the account of the row has a second factor that works, for queries of `users`. */
export function hasFactor(): SQL<boolean> {
  return sql<boolean>`(exists (select 1 from ${totpFactors} where ${totpFactors.userId} = ${users.id} and ${totpFactors.confirmedAt} is not null)
    or exists (select 1 from ${passkeys} where ${passkeys.userId} = ${users.id}))`;
}
