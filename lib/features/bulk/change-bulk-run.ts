/** What staff do with a run: start its dry run, stop it, resume it, delete the dry run. */
import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { BulkParams } from '@/lib/platform/db/schema/bulk-runs';
import { enqueue } from '@/lib/platform/jobs/enqueue';
import { type ConflictReason, err, ok, type Result } from '@/lib/result';
import { type BulkRun, getBulkRun } from './bulk-runs.queries';
import {
  discardBulkRun as discard,
  resumeBulkRun as resume,
  startBulkRun as start,
  stopBulkRun as stop,
} from './bulk-runs.writes';

export interface BulkStart {
  readonly runId: string;
  /** Of `invite`: language and words of the mail. */
  readonly locale?: string;
  readonly message?: string | null;
}

/**
 * Starts a dry run in the name of the person who asks; a repeated request of the same person is fine. Errors:
 * `not_found`, `conflict` (`started`).
 */
export async function startBulkRun(scope: StaffScope, input: BulkStart, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const run = await getBulkRun(scope, db, input.runId);
  if (!run) return err({ kind: 'not_found', retryable: false });
  const { locale, message } = input;
  const params = run.act === 'invite' ? { locale, message } : run.params;
  if (await start(scope, db, { id: run.id, params, now: new Date() }, origin)) return enqueueRun(run.id);
  const started = await getBulkRun(scope, db, run.id);
  return started && isSentAgain(scope, started, params) ? ok(null) : conflict('started');
}

function isSentAgain(scope: StaffScope, started: BulkRun, { locale, message }: BulkParams): boolean {
  const { params, startedBy } = started;
  return startedBy === scope.userId && params.locale === locale && (params.message ?? null) === (message ?? null);
}

/** Retries what failed and resumes what was left. Errors: `not_found`, `conflict` (`nothing_left`). */
export async function resumeBulkRun(scope: StaffScope, runId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  if (!(await getBulkRun(scope, db, runId))) return err({ kind: 'not_found', retryable: false });
  return (await resume(scope, db, { id: runId, now: new Date() }, origin))
    ? enqueueRun(runId)
    : conflict('nothing_left');
}

/** Stops a run after the customer it is at. Errors: `not_found`, `conflict` (`over`). */
export async function stopBulkRun(scope: StaffScope, runId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  if (!(await getBulkRun(scope, db, runId))) return err({ kind: 'not_found', retryable: false });
  return (await stop(scope, db, { id: runId, now: new Date() }, origin)) ? ok(null) : conflict('over');
}

/** Forgets a dry run. Errors: `conflict` (`not_a_draft`). */
export async function discardBulkRun(scope: StaffScope, runId: string): Promise<Result<null>> {
  return (await discard(scope, await getDb(), runId)) ? ok(null) : conflict('not_a_draft');
}

async function enqueueRun(runId: string): Promise<Result<null>> {
  await enqueue('work-bulk-run', { runId }, { singletonKey: runId });
  return ok(null);
}

function conflict(reason: ConflictReason) {
  return err({ kind: 'conflict', reason, retryable: false } as const);
}
