import 'server-only';
import { STALLING_STATUSES } from '@/lib/kyb/overdue-thresholds';
import { KYB_STATUSES } from '@/lib/kyb/status';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import {
  countAging,
  hasCustomers,
  listRefusalReasons,
  readLag,
  readTimeInStatus,
  readTolerances,
} from './overview.queries';
import { listOverviewDays } from './overview-days.queries';
import { addFigures, type Overview } from './overview-view.rules';
import { bucketsOf, instantsOf, type Period } from './period.rules';
import { completeDays } from './refresh-overview';

/** Computes the figures. One small query after another, so that other requests are served in between. */
export async function computeOverview(scope: StaffScope, period: Period, now: Date = new Date()): Promise<Overview> {
  const db = await getDb();
  const whole = instantsOf(period);
  await completeDays(scope, db, period, now);
  const days = await listOverviewDays(scope, db, period);
  const buckets = bucketsOf(period).map((bucket) => ({
    ...bucket,
    ...addFigures(days.filter(({ day }) => day >= bucket.from && day <= bucket.to)),
  }));
  const timeInStatus = [];
  for (const status of KYB_STATUSES) timeInStatus.push(await readTimeInStatus(scope, db, status, whole));
  const aging = [];
  for (const status of STALLING_STATUSES) aging.push(await countAging(scope, db, status, now));
  return {
    period,
    at: now.toISOString(),
    buckets,
    oldestAt: new Date(Math.min(now.getTime(), ...days.map(({ computedAt }) => computedAt.getTime()))).toISOString(),
    total: addFigures(days),
    timeInStatus,
    aging,
    refusalReasons: await listRefusalReasons(scope, db, whole),
    lag: await readLag(scope, db, whole),
    tolerances: await readTolerances(scope, db, whole),
    hasCustomers: await hasCustomers(scope, db),
  };
}

/** Figures of a minute ago are as good; the page says when they were computed. */
const KEEP_MS = 60_000;
const KEPT_AT_MOST = 20;

interface Kept {
  readonly until: number;
  readonly overview: Promise<Overview>;
}

const kept = new Map<string, Kept>();

/** The figures of a period, computed at most once a minute: all staff see the same. */
export function readOverview(scope: StaffScope, period: Period, now: Date = new Date()): Promise<Overview> {
  const key = `${period.from}/${period.to}/${period.preset}`;
  const found = kept.get(key);
  if (found && found.until > now.getTime()) return found.overview;
  const overview = computeOverview(scope, period, now);
  // After adding the first customer one wants to see it.
  const isKept = overview.then(({ hasCustomers }) => hasCustomers).catch(() => false);
  void isKept.then((keep) => keep || kept.delete(key));
  kept.delete(key);
  kept.set(key, { until: now.getTime() + KEEP_MS, overview });
  const [oldest] = kept.keys();
  if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
  return overview;
}
