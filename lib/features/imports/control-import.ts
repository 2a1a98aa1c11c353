import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { ImportMode } from '@/lib/platform/db/column-values';
import { type AppError, err, ok, type Result } from '@/lib/result';
import { enqueueImport } from './enqueue-import';
import { countRows, getImport, type Import } from './imports.queries';
import { cancelImport as cancelRows, changeImport, startImport as start, startedBy } from './imports.writes';

type Outcome = Result<null>;

const NOT_FOUND: AppError = { kind: 'not_found', retryable: false };

export interface ImportChoice {
  readonly importId: string;
  readonly mode: ImportMode;
  readonly locale: string;
}

/**
 * Begins to create the customers of a draft. The same person may send the same choice again.
 * Errors: `not_found`, `conflict` (`nothing_ready`, `started`, `other_state`).
 */
export async function startImport(scope: StaffScope, choice: ImportChoice, origin: Origin): Promise<Outcome> {
  const db = await getDb();
  const draft = await getImport(scope, db, choice.importId);
  if (draft?.state === 'draft') {
    const counts = (await countRows(scope, db, [draft.id])).get(draft.id);
    if (counts?.ready === 0 && counts.existing === 0)
      return err({ kind: 'conflict', reason: 'nothing_ready', retryable: false });
    if (await start(scope, db, { ...choice, now: new Date() }, origin)) return conclude(scope, draft.id, true);
  }
  const started = await getImport(scope, db, choice.importId);
  if (started && isSentAgain(scope, started, choice)) return ok(null);
  return started?.startedAt
    ? err({ kind: 'conflict', reason: 'started', retryable: false })
    : conclude(scope, choice.importId, false);
}

function isSentAgain(scope: StaffScope, started: Import, { mode, locale }: ImportChoice): boolean {
  return started.startedBy === scope.userId && started.mode === mode && started.locale === locale;
}

/** Rows that are under way are finished; the others wait. */
export async function pauseImport(scope: StaffScope, importId: string, origin: Origin): Promise<Outcome> {
  const isPaused = await changeImport(scope, await getDb(), {
    importId,
    from: ['running'],
    set: { state: 'paused', note: 'by_person' },
    act: 'import.paused',
    origin,
  });
  return conclude(scope, importId, isPaused);
}

/** Continues in the name of the person who resumes it. */
export async function resumeImport(scope: StaffScope, importId: string, origin: Origin): Promise<Outcome> {
  const isResumed = await changeImport(scope, await getDb(), {
    importId,
    from: ['paused'],
    set: { state: 'running', note: null, ...startedBy(scope, origin) },
    act: 'import.resumed',
    origin,
  });
  return conclude(scope, importId, isResumed);
}

/** Rows that are under way are finished; the others stay undone for good. */
export async function cancelImport(scope: StaffScope, importId: string, origin: Origin): Promise<Outcome> {
  const isCancelled = await cancelRows(scope, await getDb(), { importId, now: new Date() }, origin);
  return conclude(scope, importId, isCancelled);
}

async function conclude(scope: StaffScope, importId: string, isChanged: boolean): Promise<Outcome> {
  if (isChanged) {
    await enqueueImport(importId);
    return ok(null);
  }
  const found = await getImport(scope, await getDb(), importId);
  return err(found ? { kind: 'conflict', reason: 'other_state', retryable: false } : NOT_FOUND);
}
