/** The figures of single days, which the overview adds up. A day is a handful of small queries and one row. */
import 'server-only';
import { type StaffScope, type SystemScope, systemScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { countChangeSources, countFunnel, countLinkCreations, countUninvited } from './overview.queries';
import { listOverviewDays } from './overview-days.queries';
import { putOverviewDay } from './overview-days.writes';
import { daysOf, instantsOf, LONGEST_DAYS, type Period, periodBefore } from './period.rules';

/** Most of what still changes are the customers of the last days. */
const RECENT_DAYS = 7;
/** The others take turns: with a run every ten minutes a quarter has gone round in one hour, a year in three. */
const QUARTER_DAYS = 90;
const DAYS_A_RUN = 15;
const FRESH_MS = 60_000;

async function computeDay(scope: StaffScope | SystemScope, db: Db, day: string, now: Date): Promise<void> {
  const range = instantsOf({ from: day, to: day });
  const { linksCreated, ...failedOpenings } = await countLinkCreations(scope, db, range);
  const funnel = await countFunnel(scope, db, range);
  const changeSources = await countChangeSources(scope, db, range);
  const uninvitedCount = await countUninvited(scope, db, range);
  await putOverviewDay(scope, db, { day, funnel, uninvitedCount, linksCreated, failedOpenings, changeSources }, now);
}

/** For an open page: computes missing days, and today when it is a minute old. */
export async function completeDays(scope: StaffScope, db: Db, period: Period, now: Date): Promise<void> {
  const known = new Map((await listOverviewDays(scope, db, period)).map((one) => [one.day, one.computedAt]));
  for (const day of daysOf(period)) {
    const computedAt = known.get(day);
    // A day that was computed before it was over lacks its rest.
    const wasOver = computedAt !== undefined && computedAt >= instantsOf({ from: day, to: day }).before;
    const isFresh = computedAt !== undefined && now.getTime() - computedAt.getTime() < FRESH_MS;
    if (!wasOver && !isFresh) await computeDay(scope, db, day, now);
  }
}

/**
 * Run by a job every ten minutes: the last days, and of the quarter and the year before them those computed longest
 * ago.
 */
export async function refreshOverview(now: Date = new Date()): Promise<void> {
  const scope = systemScope('overview');
  const db = await getDb();
  const year = periodBefore(now, LONGEST_DAYS);
  const known = new Map((await listOverviewDays(scope, db, year)).map((one) => [one.day, one.computedAt.getTime()]));
  const days = daysOf(year).reverse();
  const longestAgo = (some: readonly string[]) =>
    some.toSorted((a, b) => (known.get(a) ?? 0) - (known.get(b) ?? 0)).slice(0, DAYS_A_RUN);
  const due = [
    ...days.slice(0, RECENT_DAYS),
    ...longestAgo(days.slice(RECENT_DAYS, QUARTER_DAYS)),
    ...longestAgo(days.slice(QUARTER_DAYS)),
  ];
  for (const day of due) await computeDay(scope, db, day, now);
}
