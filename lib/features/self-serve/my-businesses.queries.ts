import 'server-only';
import { asc, count, inArray, type SQL, sql } from 'drizzle-orm';
import { creation, hasUsedLink } from '@/lib/features/customers/customers.queries';
import { listedStatusesOf } from '@/lib/kyb/listed-status';
import { TURNS } from '@/lib/kyb/status';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import type { CustomerScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import type { MyBusiness } from './rules';

/** The place of the turn in `TURNS`. */
const TURN = sql`case ${sql.join(
  TURNS.map(
    (turn, place) => sql`when ${inArray(customers.listedStatus, [...listedStatusesOf(turn)])} then ${place}::integer`,
  ),
  sql.raw(' '),
)} end`;

const BY_TURN_THEN_NAME: readonly SQL[] = [asc(TURN), asc(customers.sortName), asc(customers.id)];

export async function countMyBusinesses(scope: CustomerScope, db: Db): Promise<number> {
  const [row] = await db.select({ total: count() }).from(customers).where(readableCustomers(scope));
  return row?.total ?? 0;
}

/** Some of a customer's businesses as they are known: those that wait for the customer first, then by name. */
export async function listMyBusinesses(
  scope: CustomerScope,
  db: Db,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly MyBusiness[]> {
  const rows = await db
    .select({
      id: customers.id,
      businessName: customers.businessName,
      status: customers.status,
      creation,
      flaggedItems: customers.flaggedItems,
      observedAt: customers.observedAt,
      linkMintedAt: customers.linkMintedAt,
      submittedAt: customers.submittedAt,
    })
    .from(customers)
    .where(readableCustomers(scope))
    .orderBy(...BY_TURN_THEN_NAME)
    .limit(limit)
    .offset(offset);
  return rows.map(({ linkMintedAt, submittedAt, ...row }) => ({
    ...row,
    flaggedItems: row.flaggedItems ?? [],
    observedAt: row.observedAt?.toISOString() ?? null,
    hasUsedLink: hasUsedLink({ linkMintedAt, submittedAt, status: row.status }),
  }));
}
