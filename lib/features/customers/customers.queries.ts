/**
 * Reads of customers. Every function takes the scope first and answers with the shapes of `kyb/customer-view`;
 * no row leaves this folder.
 */
import 'server-only';
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, ne, notInArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CreationState } from '@/lib/kyb/creation-state';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import { isMasked, maskBusiness, maskEmail, maskItem, maskName } from '@/lib/platform/auth/masking';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import { users } from '@/lib/platform/db/schema/users';
import { emailKey } from '@/lib/platform/input/email-address';
import type { CustomerDetail, CustomerListItem } from './customer-view.rules';
import { newestInvite, toNewestInviteState } from './newest-invite.queries';

/** Written out: alone in a query drizzle names a column without its table, and inside it `id` would be o's own. */
const OUTER_ID = sql.raw('customers.id');

export const creation = sql<CreationState>`case
  when ${customers.upstreamId} is not null then 'confirmed'
  when exists (select 1 from operations o where o.customer_id = ${OUTER_ID} and o.state = 'needs_review')
    then 'needs_review'
  else 'confirming' end`;

const listColumns = {
  id: customers.id,
  upstreamId: customers.upstreamId,
  businessName: customers.businessName,
  email: customers.email,
  status: customers.status,
  creation,
  linkMintedAt: customers.linkMintedAt,
  submittedAt: customers.submittedAt,
  flaggedItems: customers.flaggedItems,
  statusSince: customers.statusSince,
  observedAt: customers.observedAt,
  observedBy: customers.observedBy,
  invite: newestInvite,
  createdAt: customers.createdAt,
  ownerName: sql<string | null>`(select w.name from users w where w.id = customers.owner_id)`,
};

const creationReference = sql<string | null>`(select o.request_id from operations o
  where o.customer_id = ${OUTER_ID} and o.kind = 'create_customer' and o.state <> 'done' limit 1)`;

const creators = alias(users, 'creators');

const detailColumns = {
  ...listColumns,
  firstName: customers.firstName,
  lastName: customers.lastName,
  companyName: customers.companyName,
  upstreamUpdatedAt: customers.upstreamUpdatedAt,
  createdByName: creators.name,
  creationReference,
};

/** The columns that decide whether somebody has been in the form before. */
interface LinkFacts {
  readonly linkMintedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly status: string;
}

export function hasUsedLink(row: LinkFacts): boolean {
  return row.linkMintedAt !== null || row.submittedAt !== null || row.status !== 'INIT';
}

type ListRow = Awaited<ReturnType<typeof selectRows>>[number];

function selectRows(scope: Scope, db: Db, ids: readonly string[]) {
  return db
    .select({
      ...listColumns,
      sortName: customers.sortName,
      since: customers.since,
      sortChecked: customers.sortChecked,
      sortStatus: customers.sortStatus,
      sortOwner: customers.sortOwner,
    })
    .from(customers)
    .where(and(readableCustomers(scope), inArray(customers.id, [...ids])));
}

/** Rows of the list by our ids, in no order; `keys` is each row's place in every order of the list. */
export async function selectListItems(scope: Scope, db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await selectRows(scope, db, ids);
  return rows.map((row) => ({
    item: toListItem(scope, row),
    keys: {
      created: row.createdAt.toISOString(),
      name: row.sortName,
      since: row.since.toISOString(),
      checked: row.sortChecked.toISOString(),
      status: String(row.sortStatus),
      owner: row.sortOwner,
    },
  }));
}

function toListItem(scope: Scope, row: Omit<ListRow, 'since' | `sort${string}`>): CustomerListItem {
  const masked = isMasked(scope);
  return {
    id: row.id,
    upstreamId: row.upstreamId,
    businessName: masked ? maskBusiness(row.businessName) : row.businessName,
    email: masked ? maskEmail(row.email) : row.email,
    status: row.status,
    creation: row.creation,
    hasUsedLink: hasUsedLink(row),
    flaggedCount: row.flaggedItems?.length ?? 0,
    statusSince: row.statusSince?.toISOString() ?? null,
    observedAt: row.observedAt?.toISOString() ?? null,
    observedBy: row.observedBy,
    inviteState: toNewestInviteState(row.invite, new Date()),
    createdAt: row.createdAt.toISOString(),
    ownerName: row.ownerName,
  };
}

/** One customer by our id or by upstream's; null when there is none that the scope may read. */
export async function getCustomerDetail(scope: Scope, db: Db, id: string): Promise<CustomerDetail | null> {
  const [row] = await db
    .select(detailColumns)
    .from(customers)
    .leftJoin(creators, eq(creators.id, customers.createdBy))
    .where(and(readableCustomers(scope), or(eq(customers.id, id), eq(customers.upstreamId, id))))
    .limit(1);
  if (!row) return null;
  const masked = isMasked(scope);
  const items = row.flaggedItems ?? [];
  return {
    ...toListItem(scope, row),
    firstName: row.firstName && (masked ? maskName(row.firstName) : row.firstName),
    lastName: row.lastName && (masked ? maskName(row.lastName) : row.lastName),
    companyName: row.companyName,
    flaggedItems: masked ? items.map((item) => maskItem(item, [row.firstName, row.lastName])) : items,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    upstreamUpdatedAt: row.upstreamUpdatedAt?.toISOString() ?? null,
    lastLinkAt: row.linkMintedAt?.toISOString() ?? null,
    createdByName: row.createdByName,
    creationReference: row.creationReference,
  };
}

/** A customer with this address, whatever its case; null when there is none. */
export async function findCustomerByEmail(
  scope: Scope,
  db: Db,
  email: string,
): Promise<{ readonly id: string; readonly businessName: string } | null> {
  const [row] = await db
    .select({ id: customers.id, businessName: customers.businessName })
    .from(customers)
    .where(and(readableCustomers(scope), eq(customers.emailKey, emailKey(email))))
    .limit(1);
  return row ?? null;
}

export interface CustomerRef {
  readonly id: string;
  readonly upstreamId: string | null;
  readonly status: string;
  readonly observedAt: Date | null;
  readonly observedBy: ObservationSource | null;
}

const refColumns = {
  id: customers.id,
  upstreamId: customers.upstreamId,
  status: customers.status,
  observedAt: customers.observedAt,
  observedBy: customers.observedBy,
};

/** What services need to act on a customer; null like `getCustomerDetail`. */
export async function getCustomerRef(scope: Scope, db: Db, id: string): Promise<CustomerRef | null> {
  const [row] = await db
    .select(refColumns)
    .from(customers)
    .where(and(readableCustomers(scope), or(eq(customers.id, id), eq(customers.upstreamId, id))))
    .limit(1);
  return row ?? null;
}

/** Our ids of customers by upstream id, for lists read from upstream. */
export async function idsByUpstreamId(scope: Scope, db: Db, upstreamIds: readonly string[]) {
  if (upstreamIds.length === 0) return new Map<string, string>();
  const rows = await db
    .select({ id: customers.id, upstreamId: customers.upstreamId })
    .from(customers)
    .where(and(readableCustomers(scope), inArray(customers.upstreamId, [...upstreamIds])));
  return new Map(rows.flatMap(({ id, upstreamId }) => (upstreamId === null ? [] : [[upstreamId, id] as const])));
}

/** Keys of the addresses of customers whose creation upstream has not confirmed yet. */
export async function emailKeysAwaitingConfirmation(scope: Scope, db: Db): Promise<readonly string[]> {
  const rows = await db
    .select({ emailKey: customers.emailKey })
    .from(customers)
    .where(and(readableCustomers(scope), isNull(customers.upstreamId)));
  return rows.map(({ emailKey }) => emailKey);
}

/** Customers who are, or just were, in the hosted form: a link was created or somebody returned since then. */
export async function listHotCustomers(
  scope: Scope,
  db: Db,
  options: { readonly since: Date; readonly limit: number },
): Promise<readonly CustomerRef[]> {
  return db
    .select(refColumns)
    .from(customers)
    .where(
      and(
        readableCustomers(scope),
        isNotNull(customers.upstreamId),
        ne(customers.status, 'APPROVED'),
        or(gt(customers.linkMintedAt, options.since), gt(customers.returnedAt, options.since)),
      ),
    )
    .orderBy(asc(customers.observedAt))
    .limit(options.limit);
}

/** Customers with whom upstream or the customer still has something to do, the longest unread first. */
export async function listWaitingCustomers(
  scope: Scope,
  db: Db,
  options: { readonly unreadSince: Date; readonly limit: number },
): Promise<readonly CustomerRef[]> {
  return db
    .select(refColumns)
    .from(customers)
    .where(
      and(
        readableCustomers(scope),
        isNotNull(customers.upstreamId),
        notInArray(customers.status, ['APPROVED', 'REJECTED', 'INIT']),
        or(isNull(customers.observedAt), lt(customers.observedAt, options.unreadSince)),
      ),
    )
    .orderBy(asc(customers.observedAt))
    .limit(options.limit);
}

/** Our ids of the customers with this address, whatever its case. */
export async function listCustomerIdsByEmail(scope: Scope, db: Db, email: string): Promise<readonly string[]> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(readableCustomers(scope), eq(customers.emailKey, emailKey(email))));
  return rows.map(({ id }) => id);
}
