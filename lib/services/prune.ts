import 'server-only';
import { getDb } from '@/lib/db/client';
import { pruneAllowances } from '@/lib/db/writes/allowances';
import { tidyEmbedded } from '@/lib/db/writes/tidy';
import { pruneUpstreamCalls } from '@/lib/db/writes/upstream-calls';
import { systemScope } from '@/lib/scope';

const DAY_MS = 24 * 60 * 60_000;
const KEEP_CALLS_MS = 7 * DAY_MS;

/** Every night: forgets upstream calls that nobody will ask about any more, and limits that have run out. */
export async function prune(): Promise<void> {
  const scope = systemScope('pruning');
  const db = await getDb();
  const now = Date.now();
  await pruneUpstreamCalls(scope, db, new Date(now - KEEP_CALLS_MS));
  await pruneAllowances(scope, db, new Date(now - DAY_MS));
  await tidyEmbedded(scope);
}
