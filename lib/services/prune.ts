import 'server-only';
import { getDb } from '@/lib/db/client';
import { listForgottenImports } from '@/lib/db/queries/imports';
import { pruneAllowances } from '@/lib/db/writes/allowances';
import { pruneBulkRuns } from '@/lib/db/writes/bulk-runs';
import { removeImports } from '@/lib/db/writes/imports';
import { pruneNotices } from '@/lib/db/writes/notices';
import { pruneSignInSteps } from '@/lib/db/writes/second-factors';
import { tidyEmbedded } from '@/lib/db/writes/tidy';
import { pruneUpstreamCalls } from '@/lib/db/writes/upstream-calls';
import { NOTICE_DAYS } from '@/lib/kyb/notice-view';
import { systemScope } from '@/lib/scope';

const DAY_MS = 24 * 60 * 60_000;
const KEEP_CALLS_MS = 7 * DAY_MS;
/** Files hold names and addresses: drafts nobody started go soon, results when they will have been read. */
const KEEP_DRAFTS_MS = 7 * DAY_MS;
const KEEP_IMPORTS_MS = 90 * DAY_MS;

const KEEP_RUNS_MS = 90 * DAY_MS;

/** Every night: forgets what nobody will ask about any more: upstream calls, limits, files, runs, notices. */
export async function prune(): Promise<void> {
  const scope = systemScope('pruning');
  const db = await getDb();
  const now = Date.now();
  await pruneUpstreamCalls(scope, db, new Date(now - KEEP_CALLS_MS));
  await pruneAllowances(scope, db, new Date(now - DAY_MS));
  const forgotten = { draftsBefore: new Date(now - KEEP_DRAFTS_MS), endedBefore: new Date(now - KEEP_IMPORTS_MS) };
  await removeImports(scope, db, await listForgottenImports(scope, db, forgotten));
  await pruneBulkRuns(scope, db, { drafts: new Date(now - DAY_MS), finished: new Date(now - KEEP_RUNS_MS) });
  await pruneNotices(scope, db, new Date(now - NOTICE_DAYS * DAY_MS));
  await pruneSignInSteps(scope, db, new Date(now));
  await tidyEmbedded(scope);
}
