/**
 * Writes of imports. A row's states: checked (problem, existing, ready), claimed (working), completed. Rows are claimed
 * before anything is sent for them, so that after a crash it is known which ones may have been.
 */
import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { type AuditEntry, insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { AuditEvent } from '@/lib/platform/audit/audit-events';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type {
  ColumnMatch,
  ImportMode,
  ImportNote,
  ImportState,
  RowError,
  RowProblem,
  RowState,
} from '@/lib/platform/db/column-values';
import { importRows, imports } from '@/lib/platform/db/schema/imports';
import { removeImportFile } from './import-files.writes';

type Writer = StaffScope | SystemScope;

export interface NewImport {
  readonly id: string;
  readonly fileName: string | null;
  readonly encoding: string;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly columns: readonly string[];
  readonly match: ColumnMatch;
  readonly skippedCount: number;
  readonly now: Date;
}

/** Begins to read a file; until `finishReading` nobody sees it. */
export async function insertImport(scope: StaffScope, db: Db, given: NewImport): Promise<void> {
  const { now, columns, ...rest } = given;
  await db
    .insert(imports)
    .values({ ...rest, columns: [...columns], state: 'reading', createdBy: scope.userId, createdAt: now });
}

export interface CheckedImportRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly email: string | null;
  readonly state: Extract<RowState, 'header' | 'problem' | 'existing' | 'ready'>;
  readonly problems: readonly RowProblem[];
  readonly customerId: string | null;
}

/** Adds rows, or replaces their last check result. */
export async function putCheckedRows(
  _scope: StaffScope,
  db: Db,
  importId: string,
  rows: readonly CheckedImportRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(importRows)
    .values(
      rows.map((row) => ({
        ...row,
        importId,
        intentId: crypto.randomUUID(),
        cells: [...row.cells],
        problems: [...row.problems],
      })),
    )
    .onConflictDoUpdate({
      target: [importRows.importId, importRows.number],
      set: {
        cells: sql`excluded.cells`,
        email: sql`excluded.email`,
        state: sql`excluded.state`,
        problems: sql`excluded.problems`,
        customerId: sql`excluded.customer_id`,
      },
      // A check must not overtake the start: claimed rows keep their state.
      setWhere: inArray(importRows.state, ['header', 'problem', 'existing', 'ready']),
    });
}

export async function removeImports(_scope: Writer, db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.delete(imports).where(inArray(imports.id, [...ids]));
}

interface Change {
  readonly importId: string;
  /** Nothing changes unless it is in one of these states. */
  readonly from: readonly ImportState[];
  readonly set: Partial<typeof imports.$inferInsert>;
  readonly act: AuditEvent;
  readonly details?: AuditEntry['details'];
  readonly origin?: Origin | undefined;
}

/** Changes an import and records it. False when it was in another state by then. */
export async function changeImport(scope: Writer, db: Db, change: Change): Promise<boolean> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(imports)
      .set(change.set)
      .where(and(eq(imports.id, change.importId), inArray(imports.state, [...change.from])))
      .returning({ id: imports.id });
    if (changed.length === 0) return false;
    await insertAudit(scope, tx, {
      act: change.act,
      outcome: 'ok',
      origin: change.origin,
      details: { importId: change.importId, ...change.details },
    });
    return true;
  });
}

export function startedBy(scope: StaffScope, origin: Origin) {
  return { startedBy: scope.userId, startedAddress: origin.address, startedUserAgent: origin.userAgent };
}

export interface StartChoice {
  readonly importId: string;
  readonly mode: ImportMode;
  readonly locale: string;
  readonly now: Date;
}

export function startImport(scope: StaffScope, db: Db, choice: StartChoice, origin: Origin): Promise<boolean> {
  const { importId, mode, locale, now } = choice;
  return db.transaction(async (tx) => {
    const isStarted = await changeImport(scope, tx, {
      importId,
      from: ['draft'],
      set: { state: 'running', mode, locale, note: null, startedAt: now, ...startedBy(scope, origin) },
      act: 'import.started',
      details: { mode },
      origin,
    });
    if (isStarted) await removeImportFile(scope, tx, importId);
    return isStarted;
  });
}

/** Options for the customers of a draft, chosen before it starts. */
export async function setImportChoice(
  _scope: StaffScope,
  db: Db,
  { importId, mode, locale }: Omit<StartChoice, 'now'>,
): Promise<void> {
  await db
    .update(imports)
    .set({ mode, locale })
    .where(and(eq(imports.id, importId), eq(imports.state, 'draft')));
}

/** Cancels an import: rows that were not claimed yet stay undone. */
export async function cancelImport(
  scope: StaffScope,
  db: Db,
  { importId, now }: { readonly importId: string; readonly now: Date },
  origin: Origin,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const isChanged = await changeImport(scope, tx, {
      importId,
      from: ['running', 'paused'],
      set: { state: 'cancelled', note: null, finishedAt: now },
      act: 'import.cancelled',
      origin,
    });
    if (isChanged) await putBackRows(scope, tx, { importId, from: 'ready', to: 'cancelled', now });
    return isChanged;
  });
}

/** Moves rows that were not begun. `numbers`: only these. */
export async function putBackRows(
  _scope: Writer,
  db: Db,
  move: {
    readonly importId: string;
    readonly from: RowState;
    readonly to: RowState;
    readonly now: Date;
    readonly numbers?: readonly number[];
  },
): Promise<void> {
  await db
    .update(importRows)
    .set({ state: move.to, completedAt: move.to === 'cancelled' ? move.now : null })
    .where(
      and(
        eq(importRows.importId, move.importId),
        eq(importRows.state, move.from),
        move.numbers && inArray(importRows.number, [...move.numbers]),
      ),
    );
}

/** Pauses without a person; the note says why. */
export async function setNote(
  _scope: SystemScope,
  db: Db,
  importId: string,
  change: { readonly note: ImportNote | null; readonly state?: 'paused' },
): Promise<void> {
  await db
    .update(imports)
    .set(change)
    .where(and(eq(imports.id, importId), eq(imports.state, 'running')));
}

/** Takes the next rows. Committed before anything is sent for them. None unless the import is running. */
export async function takeRows(scope: StaffScope, db: Db, importId: string, limit: number): Promise<readonly number[]> {
  const next = db
    .select({ number: importRows.number })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(and(eq(importRows.importId, importId), eq(importRows.state, 'ready'), eq(imports.state, 'running')))
    .orderBy(importRows.number)
    .limit(limit);
  const taken = await db
    .update(importRows)
    .set({ state: 'working', actor: scope.userId })
    .where(and(eq(importRows.importId, importId), eq(importRows.state, 'ready'), inArray(importRows.number, next)))
    .returning({ number: importRows.number });
  return taken.map(({ number }) => number);
}

export interface TakenRow {
  readonly number: number;
  readonly intentId: string;
  readonly cells: readonly string[];
  /** Who took it. */
  readonly actor: string | null;
}

/** Rows that were claimed and not completed: the ones just claimed, and those of a process that died. */
export async function listTakenRows(_scope: Writer, db: Db, importId: string): Promise<readonly TakenRow[]> {
  return db
    .select({
      number: importRows.number,
      intentId: importRows.intentId,
      cells: importRows.cells,
      actor: importRows.actor,
    })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.state, 'working')))
    .orderBy(importRows.number);
}

/** The person in whose name a row claimed earlier is begun. Committed before anything is sent for it. */
export async function setActor(
  scope: StaffScope,
  db: Db,
  row: { readonly importId: string; readonly number: number },
): Promise<void> {
  await db
    .update(importRows)
    .set({ actor: scope.userId })
    .where(and(eq(importRows.importId, row.importId), eq(importRows.number, row.number)));
}

export interface RowResult {
  readonly state: Extract<RowState, 'problem' | 'created' | 'existing' | 'needs_review' | 'refused'>;
  readonly customerId: string | null;
  readonly error: RowError | null;
  readonly isInvited: boolean;
}

export async function completeRow(
  _scope: Writer,
  db: Db,
  row: { readonly importId: string; readonly number: number; readonly now: Date },
  result: RowResult,
): Promise<void> {
  await db
    .update(importRows)
    .set({ ...result, completedAt: row.now })
    .where(and(eq(importRows.importId, row.importId), eq(importRows.number, row.number)));
}
