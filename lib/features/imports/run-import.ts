/**
 * Runs an import, a few seconds at a time: claims rows, creates each one's customer as an operation of its own, and
 * stores the result. Everything can be repeated: a row claimed by a process that died is looked up by its intent before
 * anything is sent for it.
 */
import 'server-only';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { enqueueImport } from './enqueue-import';
import { endImportLease, takeImportLease } from './import-lease.writes';
import { totalRows } from './import-view.rules';
import { countRows, getImport, getImporter, type Import } from './imports.queries';
import { changeImport, listTakenRows, setNote, type TakenRow, takeRows } from './imports.writes';
import { type RowVerdict, runRow } from './run-import-row';

/** Short enough for a portal that is asked to end. */
const RUN_MS = 8_000;
/** After this the process that worked on an import is taken to have died. */
const LEASE_MS = 6_000;
/** Rows under way at a time: few enough that people's own requests find the embedded database free in between. */
const MAX_WORKERS = 4;

const ACTING: readonly string[] = ['admin', 'operator'];
const scope = systemScope('import');

/** False when there is something left that has to wait: for upstream, or for what another process has begun. */
export async function runImport(importId: string): Promise<boolean> {
  const db = await getDb();
  const by = crypto.randomUUID();
  try {
    const step = await runForAWhile(db, importId, by);
    if (step !== 'goes on') return step === 'over';
  } finally {
    await endImportLease(scope, db, importId, by);
  }
  await enqueueImport(importId);
  return true;
}

type Step = 'goes on' | 'waits' | 'over';

async function runForAWhile(db: Db, importId: string, by: string): Promise<Step> {
  const end = Date.now() + RUN_MS;
  /** Rows that another process may be working on; a later run checks them again. */
  const inOtherHands = new Set<number>();
  while (Date.now() < end) {
    const now = new Date();
    const until = new Date(now.getTime() + LEASE_MS);
    if (!(await takeImportLease(scope, db, { importId, by, now, until }))) return 'waits';
    const step = await runStep(db, importId, inOtherHands);
    if (step !== 'goes on') return step;
  }
  return 'goes on';
}

async function runStep(db: Db, importId: string, inOtherHands: Set<number>): Promise<Step> {
  const found = await getImport(scope, db, importId);
  if (!found) return 'over';
  const staff = await requireImporter(db, found);
  const workers = Math.min(MAX_WORKERS, Math.max(1, Math.ceil(env().onemoney.requestsPerSecond)));
  if (staff) await takeRows(staff, db, importId, workers * 2);
  const taken = await listTakenRows(scope, db, importId);
  const rows = taken.filter(({ number }) => !inOtherHands.has(number));
  if (rows.length === 0) {
    if (taken.length > 0) return found.state === 'running' ? 'waits' : 'over';
    if (found.state === 'running' && staff) await finish(db, found);
    return 'over';
  }
  const verdicts = await runConcurrently(rows, workers, (row) => runRow({ db, found, staff, row }));
  verdicts.forEach((verdict, at) => {
    const row = rows[at];
    if (verdict === 'in other hands' && row) inOtherHands.add(row.number);
  });
  return conclude(db, found, verdicts);
}

async function conclude(db: Db, found: Import, verdicts: readonly RowVerdict[]): Promise<Step> {
  if (verdicts.includes('refuses all')) {
    await setNote(scope, db, found.id, { note: 'refused_all', state: 'paused' });
    return 'over';
  }
  if (verdicts.includes('upstream is away')) {
    await setNote(scope, db, found.id, { note: 'upstream' });
    return 'waits';
  }
  if (found.note === 'upstream' && verdicts.includes('settled')) await setNote(scope, db, found.id, { note: null });
  return 'goes on';
}

/**
 * The person who started or resumed the import, as they are now: rows are created in their name. A running import whose
 * person may no longer act is paused.
 */
async function requireImporter(db: Db, { id, state, startedBy }: Import): Promise<StaffScope | null> {
  const person = startedBy === null ? null : await getImporter(scope, db, startedBy);
  if (person && ACTING.includes(person.role)) return { kind: 'staff', sessionId: `import ${id}`, ...person };
  if (state === 'running') await setNote(scope, db, id, { note: 'nobody', state: 'paused' });
  return null;
}

async function finish(db: Db, { id: importId, recordCount }: Import): Promise<void> {
  const counts = (await countRows(scope, db, [importId])).get(importId);
  if (counts && recordCount !== null && totalRows(counts) + counts.header !== recordCount)
    throw new Error(`Import ${importId} had ${recordCount} rows, and not all of them are accounted for.`);
  const { created = 0, existing = 0, refused = 0, problem = 0, needs_review = 0 } = counts ?? {};
  await changeImport(scope, db, {
    importId,
    from: ['running'],
    set: { state: 'done', note: null, finishedAt: new Date() },
    act: 'import.finished',
    details: { created, existing, refused, problem, needs_review },
  });
  log.info({ importId, created, existing, refused }, 'an import is done');
}

/** One row that fails in an unexpected way must not take the others' results with it: they are all waited for. */
async function runConcurrently(
  rows: readonly TakenRow[],
  workers: number,
  work: (row: TakenRow) => Promise<RowVerdict>,
): Promise<readonly RowVerdict[]> {
  const verdicts: RowVerdict[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < rows.length && failures.length === 0; at = next++) {
      const row = rows[at];
      if (!row) return;
      try {
        verdicts[at] = await work(row);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, rows.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return verdicts;
}
