import 'server-only';
import { overdueSetting } from '@/lib/features/settings/rule-settings';
import { STALLING_STATUSES } from '@/lib/kyb/overdue-thresholds';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listNewlyUnopened, listNewlyWaiting } from './queries';
import { insertNotifications } from './writes';

const DAY_MS = 24 * 60 * 60_000;
/**
 * Only customers who became overdue in the last days are notified. It bounds the work, and a portal that meets thousands
 * of old customers on its first day does not bury the new ones.
 */
const NEWS_DAYS = 2;
const BATCH = 500;

/**
 * Notifies of customers who have newly become overdue (`lib/kyb/overdue.ts`), each once. Run by a job every ten minutes.
 */
export async function notifyOfOverdue(now: Date = new Date()): Promise<void> {
  const scope = systemScope('looking for overdue customers');
  const db = await getDb();
  const { unopenedInviteDays, statusDays } = await overdueSetting.read();
  const crossing = (days: number) => ({
    before: new Date(now.getTime() - days * DAY_MS),
    after: new Date(now.getTime() - (days + NEWS_DAYS) * DAY_MS),
    limit: BATCH,
  });
  for (const status of STALLING_STATUSES) {
    if (unopenedInviteDays !== null) {
      const found = await listNewlyUnopened(scope, db, status, crossing(unopenedInviteDays));
      const unopened = found.map((one) => ({ ...one, reason: 'unopened' as const }));
      await insertNotifications(scope, db, unopened, now);
    }
    const days = statusDays[status];
    if (days === null) continue;
    const found = await listNewlyWaiting(scope, db, status, crossing(days));
    const waiting = found.map((one) => ({ ...one, reason: 'waiting' as const }));
    await insertNotifications(scope, db, waiting, now);
  }
}
