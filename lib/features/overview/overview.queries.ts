/**
 * The figures of the overview. The embedded database does one thing at a time, so every query here is small (one column
 * of a chart, one status, or the newest so many) and callers run them one after another.
 */
import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ListedStatus } from '@/lib/kyb/listed-status';
import { OBSERVATION_SOURCES } from '@/lib/kyb/observation-source';
import { KYB_STATUSES } from '@/lib/kyb/status';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import {
  AGE_CLASSES,
  type AgeFigures,
  type CHANGE_SOURCES,
  type ChangeSourceCounts,
  changeSource,
  type FunnelCounts,
  LAGS_COUNTED,
  type Overview,
  REASONS_COUNTED,
  type RefusalCounts,
  type RefusalReason,
  STAYS_COUNTED,
  type StayFigures,
} from './overview-view.rules';

interface Range {
  readonly since: Date;
  readonly before: Date;
}

const DAY_MS = 24 * 60 * 60_000;

function at(date: Date) {
  return sql`${date.toISOString()}::timestamptz`;
}

function rowsOf<S extends z.ZodType>(result: unknown, row: S): z.infer<S>[] {
  return z.object({ rows: z.array(row) }).parse(result).rows;
}

const count = z.coerce.number().int();
const number = z.coerce.number();

const funnelRow = z.object({ invited: count, opened: count, started: count, submitted: count, approved: count });

/** An unrecognised status says nothing about what the customer has done. */
const SUBMITTED = KYB_STATUSES.filter((status) => status !== 'INIT');

/**
 * Customers first invited in the range, and how far they have come since then: steps before the invite are not counted
 * as its result. A later step implies the earlier ones, also where they were not seen.
 */
export async function countFunnel(_scope: StaffScope | SystemScope, db: Db, range: Range): Promise<FunnelCounts> {
  const result = await db.execute(sql`
    with invited as materialized (
      select customer_id, min(created_at) as at,
        bool_or(viewed_at is not null or started_at is not null or returned_at is not null) as opened
      from invites where created_at >= ${at(range.since)} and created_at < ${at(range.before)}
      group by customer_id
    ), steps as (
      select i.opened,
        coalesce(c.link_minted_at >= i.at, false) as started,
        coalesce(c.submitted_at >= i.at, false)
          or (c.status = any(${sql.param(SUBMITTED)}::text[]) and coalesce(c.status_since >= i.at, false)) as submitted,
        c.status = 'APPROVED' and coalesce(c.status_since >= i.at, false) as approved
      from invited i join customers c on c.id = i.customer_id
      where not exists (
        select 1 from invites e where e.customer_id = i.customer_id and e.created_at < ${at(range.since)})
    )
    select count(*) as invited,
      count(*) filter (where opened or started or submitted or approved) as opened,
      count(*) filter (where started or submitted or approved) as started,
      count(*) filter (where submitted or approved) as submitted,
      count(*) filter (where approved) as approved
    from steps`);
  const [row] = rowsOf(result, funnelRow);
  return row ?? { invited: 0, opened: 0, started: 0, submitted: 0, approved: 0 };
}

/** Customers created in the range and never invited. */
export async function countUninvited(_scope: StaffScope | SystemScope, db: Db, range: Range): Promise<number> {
  const result = await db.execute(sql`
    select count(*) as count from customers c
    where c.created_at >= ${at(range.since)} and c.created_at < ${at(range.before)}
      and not exists (select 1 from invites i where i.customer_id = c.id)`);
  return rowsOf(result, z.object({ count }))[0]?.count ?? 0;
}

const stayRow = z.object({ count, unknown: count, median: number.nullable(), p90: number.nullable() });

/**
 * How long this status had lasted when it ended in the range, from the newest ends. Conditions that leave the index are
 * outside the inner query: without statistics a database would sort everything instead of scanning.
 */
export async function readTimeInStatus(
  _scope: StaffScope | SystemScope,
  db: Db,
  status: string,
  range: Range,
): Promise<StayFigures> {
  const result = await db.execute(sql`
    select count(seconds) as count, count(*) filter (where seconds is null) as unknown,
      percentile_cont(0.5) within group (order by seconds) as median,
      percentile_cont(0.9) within group (order by seconds) as p90
    from (
      select ended_seconds as seconds, ended_status, observed_at from observations
      where ended_status is not null and (ended_status, observed_at) < (${status}, ${at(range.before)})
      order by ended_status desc, observed_at desc limit ${STAYS_COUNTED}
    ) as newest
    where ended_status = ${status} and observed_at >= ${at(range.since)}`);
  const [row] = rowsOf(result, stayRow);
  return {
    status,
    count: row?.count ?? 0,
    unknownCount: row?.unknown ?? 0,
    medianSeconds: row?.median ?? null,
    p90Seconds: row?.p90 ?? null,
  };
}

export async function hasCustomers(_scope: StaffScope | SystemScope, db: Db): Promise<boolean> {
  const result = await db.execute(sql`select exists (select 1 from customers) as any`);
  return rowsOf(result, z.object({ any: z.boolean() }))[0]?.any ?? false;
}

/** Customers in this status by how long they have been in it. */
export async function countAging(
  _scope: StaffScope | SystemScope,
  db: Db,
  status: ListedStatus,
  now: Date,
): Promise<AgeFigures> {
  const older = (days: number) => sql`status_since <= ${at(new Date(now.getTime() - days * DAY_MS))}`;
  const classes = AGE_CLASSES.slice(1).map(({ fromDays }) => sql`count(*) filter (where ${older(fromDays)})`);
  const result = await db.execute(sql`
    select array[count(status_since), ${sql.join(classes, sql`, `)}]::int[] as older,
      count(*) filter (where status_since is null) as unknown
    from customers where listed_status = ${status}`);
  const [row] = rowsOf(result, z.object({ older: z.array(count), unknown: count }));
  const olderThan = row?.older ?? [];
  return {
    status,
    counts: AGE_CLASSES.map((_, index) => (olderThan[index] ?? 0) - (olderThan[index + 1] ?? 0)),
    unknownCount: row?.unknown ?? 0,
  };
}

/** Requests for a link that got one, and those that did not. */
export async function countLinkCreations(
  _scope: StaffScope | SystemScope,
  db: Db,
  range: Range,
): Promise<RefusalCounts & { readonly linksCreated: number }> {
  const result = await db.execute(sql`
    select act, outcome, count(*) as count from audit
    where act in ('link.created', 'link.refused') and at >= ${at(range.since)} and at < ${at(range.before)}
    group by act, outcome`);
  const rows = rowsOf(result, z.object({ act: z.string(), outcome: z.string(), count }));
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(fits).reduce((total, row) => total + row.count, 0);
  return {
    linksCreated: sum(({ act }) => act === 'link.created'),
    refused: sum(({ act, outcome }) => act === 'link.refused' && outcome === 'refused'),
    failed: sum(({ act, outcome }) => act === 'link.refused' && outcome !== 'refused'),
  };
}

/** Why requests for a link failed, from the newest of them, the most frequent first. */
export async function listRefusalReasons(
  _scope: StaffScope | SystemScope,
  db: Db,
  range: Range,
): Promise<readonly RefusalReason[]> {
  const result = await db.execute(sql`
    select coalesce(details ->> 'kind', 'unknown') collate "C" as kind,
      (details ->> 'status') collate "C" as status, count(*) as count
    from (
      select details from audit
      where act = 'link.refused' and at >= ${at(range.since)} and at < ${at(range.before)}
      order by at desc limit ${REASONS_COUNTED}
    ) as newest
    group by 1, 2 order by count(*) desc, 1, 2 limit 20`);
  return rowsOf(result, z.object({ kind: z.string(), status: z.string().nullable(), count }));
}

/** Sources of status changes in the range. */
export async function countChangeSources(
  _scope: StaffScope | SystemScope,
  db: Db,
  range: Range,
): Promise<ChangeSourceCounts> {
  const result = await db.execute(sql`
    select source, count(*) as count from observations
    where ended_status is not null and observed_at >= ${at(range.since)} and observed_at < ${at(range.before)}
    group by source`);
  const rows = rowsOf(result, z.object({ source: z.enum(OBSERVATION_SOURCES), count }));
  const of = (way: (typeof CHANGE_SOURCES)[number]) =>
    rows.filter(({ source }) => changeSource(source) === way).reduce((total, row) => total + row.count, 0);
  return { webhook: of('webhook'), looking: of('looking'), sweep: of('sweep') };
}

/** From upstream's change to our knowledge of it, over the newest changes that said when they were. */
export async function readLag(_scope: StaffScope | SystemScope, db: Db, range: Range): Promise<Overview['lag']> {
  const result = await db.execute(sql`
    select count(seconds) as count, percentile_cont(0.5) within group (order by seconds) as median,
      percentile_cont(0.9) within group (order by seconds) as p90
    from (
      select greatest(0, extract(epoch from observed_at - upstream_updated_at)) as seconds, observed_at
      from observations
      where ended_status is not null and observed_at < ${at(range.before)} and upstream_updated_at is not null
      order by observed_at desc limit ${LAGS_COUNTED}
    ) as newest
    where observed_at >= ${at(range.since)}`);
  const [row] = rowsOf(result, z.object({ count, median: number.nullable(), p90: number.nullable() }));
  if (!row || row.median === null || row.p90 === null) return null;
  return { count: row.count, medianSeconds: row.median, p90Seconds: row.p90 };
}

/** Deviations of upstream that were last seen in the range. */
export async function readTolerances(
  _scope: StaffScope | SystemScope,
  db: Db,
  range: Range,
): Promise<Overview['tolerances']> {
  const result = await db.execute(sql`
    select count(*) as kinds, to_char(max(last_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last
    from tolerances where last_at >= ${at(range.since)} and last_at < ${at(range.before)}`);
  const [row] = rowsOf(result, z.object({ kinds: count, last: z.string().nullable() }));
  return { kinds: row?.kinds ?? 0, lastAt: row?.last ?? null };
}
