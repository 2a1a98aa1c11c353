/**
 * Pages, counts and ids of the customers that a filter matches. Its cost does not grow with the number of customers:
 * pages scan an index from a cursor, counts stop at a cap, and a search first asks how rare its text is
 * (docs/performance.md has the plans).
 */
import 'server-only';
import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { LISTED_STATUSES } from '@/lib/kyb/listed-status';
import { isMasked } from '@/lib/platform/auth/masking';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { containsText } from '@/lib/platform/db/contains-text';
import { customers, NOBODY } from '@/lib/platform/db/schema/customers';
import { countListed } from './customer-counts.queries';
import {
  type CustomerFilter,
  matchesBesides,
  matchesFilter,
  statusesOf,
  withinPlaces,
} from './customer-filter.queries';
import { DEFAULT_ORDER, type ListOrder, type ListSort } from './customer-list.rules';
import type { CustomerListItem, CustomerPage } from './customer-view.rules';
import { selectListItems } from './customers.queries';
import { type ListCursor, toCursorText } from './list-cursor.queries';
import {
  hasCandidateIds,
  inCandidates,
  type Search,
  scanQuery,
  searchedText,
  toSearch,
  WINDOW,
} from './list-search.queries';
import { overdueIn } from './overdue.queries';

const PAGE_SIZE = 25;

export interface CustomerPageRequest extends CustomerFilter {
  readonly order?: ListOrder | undefined;
  readonly older?: ListCursor | null | undefined;
  readonly newer?: ListCursor | null | undefined;
  readonly limit?: number;
}

const KEYS = {
  created: customers.createdAt,
  name: customers.sortName,
  since: customers.since,
  checked: customers.sortChecked,
  status: customers.sortStatus,
  owner: customers.sortOwner,
} as const;

const KEY_TYPES: Readonly<Record<ListSort, string>> = {
  created: 'timestamptz',
  name: 'text',
  since: 'timestamptz',
  checked: 'timestamptz',
  status: 'bigint',
  owner: 'text',
};

const idRows = z.object({ rows: z.array(z.object({ id: z.string() })) });

/**
 * One page. `older` leads further down the list, `newer` back up. A cursor is a place in the order and not a row, so an
 * unchanged customer is shown once, whatever is added, changed or removed meanwhile.
 */
export async function listCustomers(
  scope: Scope,
  db: Db,
  request: CustomerPageRequest,
): Promise<Omit<CustomerPage, 'upstream' | 'tabs'>> {
  const limit = Math.min(request.limit ?? PAGE_SIZE, 100);
  const order = request.order ?? DEFAULT_ORDER;
  const upwards = request.newer != null;
  const search = await toSearch(scope, db, request.search);
  const step = { order: upwards ? flip(order) : order, after: request.newer ?? request.older ?? null };
  const [ids, counted] = await Promise.all([
    pickIds(scope, db, request, { ...step, search, limit: limit + 1 }),
    countListed(scope, db, request, search),
  ]);
  const hasMore = ids.length > limit;
  // A page above the first row is the first page: show it in full instead of a rump.
  if (upwards && !hasMore) return listCustomers(scope, db, { ...request, newer: null, older: null });
  const shown = ids.slice(0, limit);
  if (upwards) shown.reverse();
  const { items, cursors } = await readItems(scope, db, shown, order.sort);
  const first = cursors[0];
  const last = cursors.at(-1);
  const hasOlder = upwards || hasMore;
  const hasNewer = upwards || request.older != null;
  return {
    items,
    ...counted,
    // The rows scanned for the count may hold fewer than the page.
    total: Math.max(counted.total, items.length),
    olderCursor: last && hasOlder ? toCursorText(last) : null,
    newerCursor: first && hasNewer ? toCursorText(first) : null,
  };
}

function hidesNames(scope: Scope, sort: ListSort): boolean {
  return sort === 'name' && isMasked(scope);
}

function flip({ sort, descending }: ListOrder): ListOrder {
  return { sort, descending: !descending };
}

interface Step {
  readonly order: ListOrder;
  readonly after: ListCursor | null;
  readonly search: Search;
  readonly limit: number;
}

/**
 * Ids in order. Each listed status is scanned along its own index, and the scans are merged: for `in (…)` the database
 * would sort everything. For a common text this scan is tried first, up to a limit, because the matches may all be at
 * the other end.
 */
async function pickIds(scope: Scope, db: Db, filter: CustomerFilter, step: Step): Promise<string[]> {
  const walked = scanQuery(step.search);
  const walks = toScans(scope, filter, step);
  if (walks === null) return [];
  if (walked === null) return idsOf(db, sql`${walks} limit ${step.limit}`);
  const has = containsText(sql`walks.search_text`, walked.text);
  const near = await idsOf(db, sql`select id from (${walks} limit ${WINDOW}) walks where ${has} limit ${step.limit}`);
  if (near.length === step.limit || walked.isShort) return near;
  const condition = and(matchesFilter(scope, filter), beyond(scope, step));
  const { sort, descending } = step.order;
  const direction = sql.raw(descending ? 'desc' : 'asc');
  return idsOf(
    db,
    sql`select id from customers where ${condition} order by ${KEYS[sort]} ${direction}, id ${direction} limit ${step.limit}`,
  );
}

async function idsOf(db: Db, query: SQL): Promise<string[]> {
  return idRows.parse(await db.execute(query)).rows.map(({ id }) => id);
}

/**
 * The merged scans, in order; null if no index fits. Each scan is ordered and limited by itself: only then does the
 * database use the index order and read few rows.
 */
function toScans(scope: Scope, filter: CustomerFilter, step: Step): SQL | null {
  const key = KEYS[step.order.sort];
  const besides = and(
    matchesBesides(scope, filter),
    ofOneOwner(filter, step),
    inCandidates(step.search),
    beyond(scope, step),
  );
  const text = scanQuery(step.search) ? sql`, search_text` : null;
  const selected = text === null ? sql`` : sql`, ${searchedText(scope)} as search_text`;
  const direction = sql.raw(step.order.descending ? 'desc' : 'asc');
  const limit = text === null ? step.limit : WINDOW;
  const branches = branchesOf(filter, step).map(
    (condition) =>
      sql`(select customers.id, ${key} as key ${selected} from customers where ${and(condition, besides) ?? sql`true`}
        order by ${key} ${direction}, customers.id ${direction} limit ${limit})`,
  );
  if (branches.length === 0) return null;
  return sql`select id ${text ?? sql``} from (${sql.join(branches, sql` union all `)}) merged
    order by key ${direction}, id ${direction}`;
}

function branchesOf(filter: CustomerFilter, { order, search }: Step): readonly (SQL | undefined)[] {
  const statuses = statusesOf(filter);
  const byPlace = order.sort === 'status';
  if (filter.overdue) return overdueIn(statuses ?? [], filter.overdue, { byPlace });
  // A handful of candidates is simply sorted, and the order by creation date has an index over all customers.
  if (hasCandidateIds(search)) return [statuses ? inArray(customers.listedStatus, [...statuses]) : undefined];
  if (statuses === null && order.sort === 'created') return [undefined];
  return (statuses ?? LISTED_STATUSES).map((status) =>
    and(eq(customers.listedStatus, status), byPlace ? withinPlaces(status, filter.changed) : undefined),
  );
}

/** The filter in terms of the order: otherwise the scan reads all customers before the one owner it wants. */
function ofOneOwner({ owner }: CustomerFilter, { order }: Step): SQL | undefined {
  if (owner === undefined || order.sort !== 'owner') return undefined;
  if (owner === 'none') return eq(customers.sortOwner, NOBODY);
  return sql`${customers.sortOwner} = (select c.sort_owner from customers c where c.owner_id = ${owner} limit 1)`;
}

function beyond(scope: Scope, { order, after }: Step): SQL | undefined {
  if (after === null) return undefined;
  const key = KEYS[order.sort];
  const type = sql.raw(KEY_TYPES[order.sort]);
  const sign = sql.raw(order.descending ? '<' : '>');
  // Masked viewers must not learn or probe names through the cursor: look the key up by id.
  const value = hidesNames(scope, order.sort)
    ? sql`(select c.sort_name from customers c where c.id = ${after.id})`
    : sql`${after.value}::${type}`;
  return sql`(${key}, ${customers.id}) ${sign} (${value}, ${after.id}::text)`;
}

async function readItems(scope: Scope, db: Db, ids: readonly string[], sort: ListSort) {
  const rows = await selectListItems(scope, db, ids);
  const byId = new Map(rows.map((row) => [row.item.id, row]));
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  return {
    items: found.map(({ item }): CustomerListItem => item),
    cursors: found.map(
      ({ item, keys }): ListCursor => ({ sort, value: hidesNames(scope, sort) ? '' : keys[sort], id: item.id }),
    ),
  };
}

/**
 * The ids of all customers a filter matches, in batches, for actions on "all that match". In the order of ids, which no
 * action changes: a customer that is there throughout comes exactly once, even while the actions move rows in the list.
 */
export async function* listMatchingIds(
  scope: Scope,
  db: Db,
  filter: CustomerFilter,
  { batchSize = 500 }: { readonly batchSize?: number } = {},
): AsyncGenerator<readonly string[], void, undefined> {
  const condition = matchesFilter(scope, filter);
  let after: string | null = null;
  for (;;) {
    const beyondLast: SQL | undefined = after === null ? undefined : gt(customers.id, after);
    const rows: { readonly id: string }[] = await db
      .select({ id: customers.id })
      .from(customers)
      .where(and(condition, beyondLast))
      .orderBy(asc(customers.id))
      .limit(batchSize);
    if (rows.length > 0) yield rows.map(({ id }) => id);
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.id;
  }
}
