/**
 * Who has access to a customer and is notified of changes: invited addresses, and the customer's own address after a
 * hand-over from the partner's product. Not those whose last access was revoked.
 */
import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Scope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import { invites } from '@/lib/platform/db/schema/invites';
import { emailKey } from '@/lib/platform/input/email-address';

export interface Addressee {
  readonly email: string;
  readonly locale: string;
  /** Null for a user who came by hand-over only. */
  readonly inviteId: string | null;
}

/** The newest hand-over of the customer's own address that no revocation of an invite to it followed. */
const newestHandOver = sql`
  select coalesce(handed.locale, 'en') from customer_sessions handed
  where handed.proof = 'handoff' and handed.email = customers.email_key
    and not exists (select 1 from invites revoked where revoked.customer_id = customers.id
      and revoked.email_key = handed.email and revoked.revoked_at > handed.created_at)
  order by handed.created_at desc limit 1`;

/** Each address once, however it is written. */
export async function listAddressees(_scope: Scope, db: Db, customerId: string): Promise<readonly Addressee[]> {
  const invited = await db
    .select({ email: invites.email, key: invites.emailKey, locale: invites.locale, inviteId: invites.id })
    .from(invites)
    .where(and(eq(invites.customerId, customerId), isNull(invites.revokedAt)));
  const [own] = await db
    .select({ email: customers.email, key: customers.emailKey, locale: sql<string>`(${newestHandOver})` })
    .from(customers)
    .where(and(eq(customers.id, customerId), sql`exists (${newestHandOver})`));
  const isInvited = invited.some(({ key }) => key === own?.key);
  const all = own && !isInvited ? [...invited, { ...own, inviteId: null }] : invited;
  return all.map(({ key: _, ...addressee }) => addressee);
}

/** The customers whose own address this is and whose user was handed over. */
export async function listHandedOverCustomerIds(
  _scope: SystemScope,
  db: Db,
  email: string,
): Promise<readonly string[]> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.emailKey, emailKey(email)), sql`exists (${newestHandOver})`));
  return rows.map(({ id }) => id);
}
