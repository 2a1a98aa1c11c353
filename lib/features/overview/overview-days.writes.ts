import 'server-only';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { overviewDays } from '@/lib/platform/db/schema/overview-days';
import type { DayFigures } from './overview-view.rules';

/** Puts the figures of a day in the place of the older ones. */
export async function putOverviewDay(
  _scope: StaffScope | SystemScope,
  db: Db,
  figures: DayFigures,
  computedAt: Date,
): Promise<void> {
  const row = {
    day: figures.day,
    computedAt,
    ...figures.funnel,
    uninvited: figures.uninvitedCount,
    linksCreated: figures.linksCreated,
    linksRefused: figures.failedOpenings.refused,
    linksFailed: figures.failedOpenings.failed,
    changedByWebhook: figures.changeSources.webhook,
    changedByOpening: figures.changeSources.looking,
    changedBySweep: figures.changeSources.sweep,
  };
  await db.insert(overviewDays).values(row).onConflictDoUpdate({ target: overviewDays.day, set: row });
}
