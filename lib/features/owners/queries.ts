import 'server-only';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import type { StaffRole, StaffScope } from '@/lib/platform/auth/scope';
import type { StaffName } from '@/lib/platform/auth/staff-name';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import { passwordLinks } from '@/lib/platform/db/schema/password-links';
import { sessions } from '@/lib/platform/db/schema/sessions';
import { users } from '@/lib/platform/db/schema/users';

/** Looking after a customer means acting for it, which viewers may not. */
const OWNING_ROLES: readonly StaffRole[] = ['admin', 'operator'];

/** Invited but never signed in: nobody would look after the customer. */
const hasNotJoined = sql`${users.passwordHash} is null
  and exists (select 1 from ${passwordLinks} where ${passwordLinks.userId} = ${users.id} and ${passwordLinks.purpose} = 'invite')
  and not exists (select 1 from ${sessions} where ${sessions.userId} = ${users.id})`;

const canOwn = and(inArray(users.role, [...OWNING_ROLES]), isNull(users.disabledAt), sql`not (${hasNotJoined})`);

/** Who looks after a customer; null for none. Undefined when there is no such customer that the scope may read. */
export async function getOwner(scope: StaffScope, db: Db, customerId: string): Promise<StaffName | null | undefined> {
  const [row] = await db
    .select({ id: users.id, name: users.name, email: users.email, disabledAt: users.disabledAt })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(and(readableCustomers(scope), eq(customers.id, customerId)))
    .limit(1);
  if (!row) return undefined;
  const { id, name, email, disabledAt } = row;
  if (id === null || name === null || email === null) return null;
  return { id, name, email, isDisabled: disabledAt !== null };
}

/** All staff who may look after customers, by name. */
export async function listPossibleOwners(_scope: StaffScope, db: Db): Promise<readonly StaffName[]> {
  const rows = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(canOwn)
    .orderBy(asc(users.sortName), asc(sql`${users.email} collate "C"`));
  return rows.map((row) => ({ ...row, isDisabled: false }));
}

/** One of them; null for anyone else. */
export async function getPossibleOwner(_scope: StaffScope, db: Db, userId: string): Promise<StaffName | null> {
  const [row] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), canOwn))
    .limit(1);
  return row ? { ...row, isDisabled: false } : null;
}
