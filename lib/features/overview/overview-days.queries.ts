import 'server-only';
import { and, asc, gte, lte } from 'drizzle-orm';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { overviewDays } from '@/lib/platform/db/schema/overview-days';
import type { DayFigures } from './overview-view.rules';

export interface ComputedDay extends DayFigures {
  readonly computedAt: Date;
}

/** The days of a period that were computed before, the earliest first. */
export async function listOverviewDays(
  _scope: StaffScope | SystemScope,
  db: Db,
  period: { readonly from: string; readonly to: string },
): Promise<readonly ComputedDay[]> {
  const rows = await db
    .select()
    .from(overviewDays)
    .where(and(gte(overviewDays.day, period.from), lte(overviewDays.day, period.to)))
    .orderBy(asc(overviewDays.day));
  return rows.map(({ day, computedAt, invited, opened, started, submitted, approved, ...row }) => ({
    day,
    computedAt,
    funnel: { invited, opened, started, submitted, approved },
    uninvitedCount: row.uninvited,
    linksCreated: row.linksCreated,
    failedOpenings: { refused: row.linksRefused, failed: row.linksFailed },
    changeSources: { webhook: row.changedByWebhook, looking: row.changedByOpening, sweep: row.changedBySweep },
  }));
}
