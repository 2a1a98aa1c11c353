import 'server-only';
import { pruneBulkRuns } from '@/lib/features/bulk/bulk-runs.writes';
import { listForgottenDrafts } from '@/lib/features/imports/imports.queries';
import { removeImports } from '@/lib/features/imports/imports.writes';
import { NOTIFICATION_DAYS } from '@/lib/features/notifications/rules';
import { pruneNotifications } from '@/lib/features/notifications/writes';
import { RETENTION_FIELDS, toRemoved } from '@/lib/features/privacy/retention.rules';
import { recordRetention, removeExpired } from '@/lib/features/privacy/retention.writes';
import { pruneDevices } from '@/lib/platform/auth/devices.writes';
import { pruneSignInSteps } from '@/lib/platform/auth/factors/second-factors.writes';
import { type SystemScope, systemScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { vacuumEmbedded } from '@/lib/platform/db/vacuum.writes';
import { pruneRateLimits } from '@/lib/platform/rate-limit/rate-limits.writes';
import { retentionSetting } from './features/privacy/privacy-settings';

const DAY_MS = 24 * 60 * 60_000;
/** Files hold names and addresses: drafts that were never started are removed soon. */
const KEEP_DRAFTS_MS = 7 * DAY_MS;
const KEEP_RUNS_MS = 90 * DAY_MS;
/** As long as the cookie of a device lives (proxy.ts). */
const KEEP_DEVICES_MS = 400 * DAY_MS;

/**
 * Every night: removes what is older than admins allow, and what is no longer of use: rate limits, drafts, runs,
 * notifications. The audit log records what was removed.
 */
export async function prune(now: number = Date.now()): Promise<void> {
  const scope = systemScope('pruning');
  const db = await getDb();
  await pruneRateLimits(scope, db, new Date(now - DAY_MS));
  await removeImports(scope, db, await listForgottenDrafts(scope, db, new Date(now - KEEP_DRAFTS_MS)));
  await pruneBulkRuns(scope, db, { drafts: new Date(now - DAY_MS), finished: new Date(now - KEEP_RUNS_MS) });
  await pruneNotifications(scope, db, new Date(now - NOTIFICATION_DAYS * DAY_MS));
  await pruneDevices(scope, db, new Date(now - KEEP_DEVICES_MS));
  await removeOutlived(scope, db, now);
  await pruneSignInSteps(scope, db, new Date(now));
  await vacuumEmbedded(scope);
}

async function removeOutlived(scope: SystemScope, db: Db, now: number): Promise<void> {
  const retention = await retentionSetting.read();
  const removed = { ...toRemoved({}) };
  for (const field of RETENTION_FIELDS) {
    const days = retention[field];
    if (days !== null) removed[field] = await removeExpired(scope, db, field, new Date(now - days * DAY_MS));
  }
  await recordRetention(scope, db, removed);
}
