import 'server-only';
import { getDb } from '@/lib/db/client';
import { listNewlyUnopened, listNewlyWaiting } from '@/lib/db/queries/notices';
import { listStatuses } from '@/lib/db/queries/overview';
import { insertNotices } from '@/lib/db/writes/notices';
import { statusRule } from '@/lib/kyb/status';
import { systemScope } from '@/lib/scope';
import { readStuckThresholds } from './stuck-thresholds';

const DAY_MS = 24 * 60 * 60_000;
/**
 * Only what became stuck in the last days is news. It bounds the work, and a portal that meets thousands of old
 * customers on its first day does not bury the new ones under them.
 */
const NEWS_DAYS = 2;
const BATCH = 500;

/** Notices customers who have newly become stuck, each once. Run by a job every ten minutes. */
export async function lookForStuck(now: Date = new Date()): Promise<void> {
  const scope = systemScope('looking for stuck customers');
  const db = await getDb();
  const { unopenedDays, waitingDays } = await readStuckThresholds();
  const crossing = (days: number) => ({
    before: new Date(now.getTime() - days * DAY_MS),
    after: new Date(now.getTime() - (days + NEWS_DAYS) * DAY_MS),
    limit: BATCH,
    now,
  });
  const unopened = await listNewlyUnopened(scope, db, crossing(unopenedDays));
  await insertNotices(
    scope,
    db,
    unopened.map((found) => ({ ...found, reason: 'unopened' as const })),
    now,
  );
  for (const status of await listStatuses(scope, db)) {
    if (statusRule(status).turn === 'approved') continue;
    const waiting = await listNewlyWaiting(scope, db, status, crossing(waitingDays));
    await insertNotices(
      scope,
      db,
      waiting.map((found) => ({ ...found, reason: 'waiting' as const })),
      now,
    );
  }
}
