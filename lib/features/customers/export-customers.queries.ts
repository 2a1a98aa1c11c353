import 'server-only';
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import { isMasked } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import { users } from '@/lib/platform/db/schema/users';
import { type ExportedCustomer, withoutPersonalData } from './customer-export.rules';
import { type CustomerFilter, matchesFilter } from './customer-filter.queries';
import { creation } from './customers.queries';
import { newestInvite, toNewestInviteState } from './newest-invite.queries';

/** Which customers: all that fit a filter of the list, or these. */
export type CustomerSelection = { readonly filter: CustomerFilter } | { readonly ids: readonly string[] };

const BATCH = 500;
const owners = alias(users, 'owners');
const creators = alias(users, 'creators');

const columns = {
  id: customers.id,
  upstreamId: customers.upstreamId,
  businessName: customers.businessName,
  companyName: customers.companyName,
  legalName: customers.legalName,
  email: customers.email,
  firstName: customers.firstName,
  lastName: customers.lastName,
  status: customers.status,
  statusSince: customers.statusSince,
  flaggedItems: sql<number>`coalesce(jsonb_array_length(${customers.flaggedItems}), 0)`,
  submittedAt: customers.submittedAt,
  observedAt: customers.observedAt,
  observedBy: customers.observedBy,
  lastLinkAt: customers.linkMintedAt,
  creation,
  invite: newestInvite,
  ownerName: owners.name,
  createdByName: creators.name,
  createdAt: customers.createdAt,
};

function select(db: Db, where: SQL | undefined) {
  return db
    .select(columns)
    .from(customers)
    .leftJoin(owners, eq(owners.id, customers.ownerId))
    .leftJoin(creators, eq(creators.id, customers.createdBy))
    .where(where)
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(BATCH);
}

function toExported(scope: StaffScope, row: Awaited<ReturnType<typeof select>>[number]): ExportedCustomer {
  const { invite, ...columns } = row;
  const exported = {
    ...columns,
    statusSince: row.statusSince?.toISOString() ?? null,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    observedAt: row.observedAt?.toISOString() ?? null,
    lastLinkAt: row.lastLinkAt?.toISOString() ?? null,
    inviteState: toNewestInviteState(invite, new Date()),
    createdAt: row.createdAt.toISOString(),
  };
  return isMasked(scope) ? withoutPersonalData(exported) : exported;
}

/** All that were selected, never more than a batch in memory: newest first, or in the order of the ids. */
export async function* streamCustomers(
  scope: StaffScope,
  db: Db,
  selection: CustomerSelection,
): AsyncGenerator<ExportedCustomer, void, undefined> {
  if ('ids' in selection) yield* streamIds(scope, db, selection.ids);
  else yield* streamFiltered(scope, db, selection.filter);
}

/** By keyset of the rows' age: rows created meanwhile neither repeat nor hide a row. */
async function* streamFiltered(scope: StaffScope, db: Db, filter: CustomerFilter) {
  let beyond: SQL | undefined;
  for (;;) {
    const rows = await select(db, and(matchesFilter(scope, filter), beyond));
    for (const row of rows) yield toExported(scope, row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    beyond = sql`(${customers.createdAt}, ${customers.id}) < (${last.createdAt.toISOString()}::timestamptz, ${last.id})`;
  }
}

async function* streamIds(scope: StaffScope, db: Db, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    const rows = await select(db, and(readableCustomers(scope), inArray(customers.id, batch)));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const id of batch) {
      const row = byId.get(id);
      if (row) yield toExported(scope, row);
    }
  }
}
