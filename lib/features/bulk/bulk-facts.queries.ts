import 'server-only';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import { invites } from '@/lib/platform/db/schema/invites';
import type { InviteForBulk } from './bulk-eligibility.rules';

export interface BulkCustomer {
  readonly id: string;
  readonly upstreamId: string | null;
  readonly email: string;
  readonly status: string;
  readonly observedAt: Date | null;
  readonly ownerId: string | null;
  /** The newest invite that was not revoked; null when there is none. */
  readonly invite: InviteForBulk | null;
}

/** What decides about acts on these customers, by id. Customers that the scope may not read are not in the answer. */
export async function listBulkCustomers(
  scope: StaffScope,
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BulkCustomer>> {
  const newest = db
    .select({
      id: sql<string>`${invites.id}`.as('newest_invite_id'),
      generation: invites.generation,
      createdAt: sql`${invites.createdAt}`.mapWith(invites.createdAt).as('invite_created_at'),
      expiresAt: invites.expiresAt,
      startedAt: invites.startedAt,
      remindersSent: invites.remindersSent,
      lastRemindedAt: invites.lastRemindedAt,
      remindersStoppedAt: invites.remindersStoppedAt,
    })
    .from(invites)
    .where(and(eq(invites.customerId, customers.id), isNull(invites.revokedAt)))
    .orderBy(desc(invites.createdAt))
    .limit(1)
    .as('newest');
  const rows = await db
    .select({
      id: customers.id,
      upstreamId: customers.upstreamId,
      email: customers.email,
      status: customers.status,
      observedAt: customers.observedAt,
      ownerId: customers.ownerId,
      invite: {
        id: newest.id,
        generation: newest.generation,
        createdAt: newest.createdAt,
        expiresAt: newest.expiresAt,
        startedAt: newest.startedAt,
        remindersSent: newest.remindersSent,
        lastRemindedAt: newest.lastRemindedAt,
        remindersStoppedAt: newest.remindersStoppedAt,
      },
    })
    .from(customers)
    .leftJoinLateral(newest, sql`true`)
    .where(and(readableCustomers(scope), inArray(customers.id, [...ids])));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The invites that a run made, by id. */
export async function listInvitesForUndo(
  _scope: StaffScope,
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly revokedAt: Date | null; readonly startedAt: Date | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: invites.id, revokedAt: invites.revokedAt, startedAt: invites.startedAt })
    .from(invites)
    .where(inArray(invites.id, [...ids]));
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
