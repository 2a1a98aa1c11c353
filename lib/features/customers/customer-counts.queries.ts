/** Counts of customers. Each stops at a cap, because nobody reads the last digit of a large number. */
import 'server-only';
import { and, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { LISTED_STATUSES, listedStatusesOf } from '@/lib/kyb/listed-status';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { containsText } from '@/lib/platform/db/contains-text';
import { customers } from '@/lib/platform/db/schema/customers';
import { type CustomerFilter, matchesBesides, statusesOf } from './customer-filter.queries';
import type { CappedCount, CustomerPage, TabCounts } from './customer-view.rules';
import {
  inCandidates,
  RARE,
  type ScanQuery,
  type Search,
  scanQuery,
  searchedText,
  WINDOW,
} from './list-search.queries';
import { type OverdueSince, overdueIn } from './overdue.queries';

/** Counting stops here: "10,000+". */
const COUNT_CAP = 10_000;
/** Where every row has to be scanned, for a text or for an invite, counting stops earlier. */
const WALK_CAP = 1_000;
/** Rows scanned for a common text among those of a filter: they lie all over the table. */
const COUNT_WINDOW = 3_000;

const one = z.object({ rows: z.tuple([z.object({ count: z.number() })]) });

/** How many customers a filter leaves, for a page of the list, which already knows how rare the searched text is. */
export async function countListed(
  scope: Scope,
  db: Db,
  filter: CustomerFilter,
  search: Search,
): Promise<Pick<CustomerPage, 'total' | 'isTotalCapped'>> {
  const statuses = statusesOf(filter);
  const besides = and(matchesBesides(scope, filter), inCandidates(search));
  const branches = filter.overdue
    ? overdueIn(statuses ?? [], filter.overdue).map((overdue) => and(overdue, besides))
    : [and(statuses ? inArray(customers.listedStatus, [...statuses]) : undefined, besides)];
  const walked = scanQuery(search);
  if (walked) return countScanned(scope, db, branches, { walked, isNarrower: isNarrowed(filter) });
  const cap = filter.overdue || filter.invite ? WALK_CAP : COUNT_CAP;
  const { count: total, isCapped } = await count(db, branches, cap);
  return { total, isTotalCapped: isCapped };
}

function isNarrowed({ turn, overdue, status, invite, owner, created, changed }: CustomerFilter): boolean {
  const periods = [created?.from, created?.before, changed?.from, changed?.before];
  return [turn, overdue, status, invite, owner, ...periods].some((value) => value !== undefined);
}

/** Among the first rows that come to hand; of a common text it is known already that many have it. */
async function countScanned(
  scope: Scope,
  db: Db,
  branches: readonly (SQL | undefined)[],
  { walked: { text, isShort }, isNarrower }: { readonly walked: ScanQuery; readonly isNarrower: boolean },
): Promise<Pick<CustomerPage, 'total' | 'isTotalCapped'>> {
  if (!isShort && !isNarrower) return { total: RARE, isTotalCapped: true };
  const rows = branches.map(
    (condition) => sql`select ${searchedText(scope)} as search_text from customers where ${condition ?? sql`true`}`,
  );
  if (rows.length === 0) return { total: 0, isTotalCapped: false };
  const window = isShort ? WINDOW : COUNT_WINDOW;
  const result = await db.execute(sql`select count(*)::int as looked,
      (count(*) filter (where ${containsText(sql`walks.search_text`, text)}))::int as found
    from (select search_text from (${sql.join(rows, sql` union all `)}) merged limit ${window}) walks`);
  const { looked, found } = scanRow.parse(result).rows[0];
  return { total: found, isTotalCapped: looked === window };
}

const scanRow = z.object({ rows: z.tuple([z.object({ looked: z.number(), found: z.number() })]) });

/** How many customers each tab holds, in one question. */
export async function countTabs(scope: Scope, db: Db, overdue: OverdueSince): Promise<TabCounts> {
  const readable = readableCustomers(scope);
  const inTurn = (statuses: readonly (typeof LISTED_STATUSES)[number][]) =>
    and(readable, inArray(customers.listedStatus, [...statuses]));
  const isOverdue = overdueIn(LISTED_STATUSES, overdue).map((branch) => and(readable, branch));
  const result = await db.execute(sql`select
    ${counting([readable], COUNT_CAP)} as "all",
    ${counting([inTurn(listedStatusesOf('needs_customer'))], COUNT_CAP)} as needs_customer,
    ${counting([inTurn(listedStatusesOf('in_review'))], COUNT_CAP)} as in_review,
    ${counting([inTurn(listedStatusesOf('setting_up'))], COUNT_CAP)} as setting_up,
    ${counting([inTurn(listedStatusesOf('approved'))], COUNT_CAP)} as approved,
    ${counting(isOverdue, WALK_CAP)} as overdue`);
  return tabRow.parse(result).rows[0];
}

const capped = z.number().transform((found): CappedCount => toCapped(found, COUNT_CAP));
const tabRow = z.object({
  rows: z.tuple([
    z.object({
      all: capped,
      needs_customer: capped,
      in_review: capped,
      setting_up: capped,
      approved: capped,
      overdue: z.number().transform((found): CappedCount => toCapped(found, WALK_CAP)),
    }),
  ]),
});

async function count(db: Db, branches: readonly (SQL | undefined)[], cap: number): Promise<CappedCount> {
  const result = await db.execute(sql`select ${counting(branches, cap)} as count`);
  return toCapped(one.parse(result).rows[0].count, cap);
}

/** Of branches that exclude each other: each is counted by the index that suits it, up to the cap in all. */
function counting(branches: readonly (SQL | undefined)[], cap: number): SQL {
  if (branches.length === 0) return sql`0`;
  const rows = branches.map((condition) => sql`select 1 from customers where ${condition ?? sql`true`}`);
  return sql`(select count(*)::int from (select 1 from (${sql.join(rows, sql` union all `)}) walks limit ${cap + 1}) c)`;
}

function toCapped(found: number, cap: number): CappedCount {
  return { count: Math.min(found, cap), isCapped: found > cap };
}
