import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { ItemState } from '@/lib/platform/db/column-values';
import { UNDO_OF } from './bulk-eligibility.rules';
import { countBulkItems, getBulkRun, getBulkRunView, listBulkItems, listBulkRuns } from './bulk-runs.queries';
import type { BulkItemView, BulkProgress, BulkRunView } from './bulk-view.rules';

const PAGE_SIZE = 50;
const RECENT = 30;

export interface BulkRunPage {
  readonly run: BulkRunView;
  readonly items: readonly BulkItemView[];
  /** The position after which the next page begins; null on the last one. */
  readonly nextAfter: number | null;
}

/** A run and some of its customers; null when there is none. */
export async function readBulkRun(
  scope: StaffScope,
  runId: string,
  filter: { readonly states: readonly ItemState[]; readonly after: number },
): Promise<BulkRunPage | null> {
  const db = await getDb();
  const run = await getBulkRunView(scope, db, runId);
  if (!run) return null;
  const found = await listBulkItems(scope, db, { ...filter, runId, limit: PAGE_SIZE + 1 });
  const items = found.slice(0, PAGE_SIZE);
  const nextAfter = found.length > items.length ? (items.at(-1)?.position ?? null) : null;
  return { run: { ...run, canUndo: UNDO_OF[run.act] !== undefined && run.counts.done > 0 }, items, nextAfter };
}

/** How far a run is; null when there is none. */
export async function readBulkProgress(scope: StaffScope, runId: string): Promise<BulkProgress | null> {
  const db = await getDb();
  const run = await getBulkRun(scope, db, runId);
  return run && { state: run.state, counts: await countBulkItems(scope, db, run.id) };
}

export type RecentRun = Awaited<ReturnType<typeof listBulkRuns>>[number];

export async function readRecentRuns(scope: StaffScope): Promise<readonly RecentRun[]> {
  return listBulkRuns(scope, await getDb(), RECENT);
}
