/**
 * Everything that a form about a draft says: whichever of its buttons is used, what was typed and chosen anywhere in it
 * is saved.
 */
import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { IMPORT_FIELDS, type ImportField, ROW_STATES } from '@/lib/platform/db/column-values';
import { err, ok, type Result } from '@/lib/result';
import { startImport } from './control-import';
import { type ChosenColumns, correctRows, NO_DRAFT, NOT_FOUND, rematchImport } from './edit-import';
import { rowValues } from './import-check.rules';
import { toColumnMatch } from './import-columns.rules';
import type { Corrections, DraftInput } from './import-input.rules';
import { getImport, type Import, listRows } from './imports.queries';
import { setImportChoice } from './imports.writes';
import { rereadImport } from './reread-import';

export type DraftChange = Omit<DraftInput, 'press'>;

export interface ChangedDraft {
  /** A file that was read again has another. */
  readonly importId: string;
  readonly changedRows: number;
  /** Rows in which something was typed and that have a problem all the same. */
  readonly openRows: readonly number[];
  /** Whether other columns are used, or the file was split differently, so that its result has not been shown yet. */
  readonly isShapeChanged: boolean;
}

/**
 * Saves what was typed and chosen. Errors: `not_found`, `conflict` (`not_a_draft`, `file_gone`), `invalid_input` (a
 * column used twice, or a file that cannot be read like this).
 */
export async function changeDraft(
  scope: StaffScope,
  change: DraftChange,
  origin: Origin,
): Promise<Result<ChangedDraft>> {
  const db = await getDb();
  const found = await getImport(scope, db, change.importId);
  if (!found) return err(NOT_FOUND);
  if (found.state !== 'draft') return err(NO_DRAFT);
  if (change.columns && !toColumnMatch(change.columns, found.columns.length))
    return err({ kind: 'invalid_input', retryable: false, fields: { columns: 'used_twice' } });
  const typed = await typedIn(scope, db, found, change.corrections);
  const corrected = typed.size > 0 ? await correctRows(scope, found.id, typed, origin) : ok({ changedRows: 0 });
  if (!corrected.ok) return corrected;
  if (change.choice) await setImportChoice(scope, db, { importId: found.id, ...change.choice });
  const columns = change.columns && areOther(found, change.columns) ? change.columns : null;
  const matched = columns ? await rematchImport(scope, found.id, columns, origin) : ok({ changedRows: 0 });
  if (!matched.ok) return matched;
  const format = change.format && isOther(found, change.format) ? change.format : null;
  const reread = format ? await rereadImport(scope, found.id, format, origin) : ok({ importId: found.id });
  if (!reread.ok) return reread;
  const { importId } = reread.value;
  if (format && change.choice) await setImportChoice(scope, db, { importId, ...change.choice });
  const open = await rowsOf(scope, db, importId, [...typed.keys()]);
  return ok({
    importId,
    changedRows: corrected.value.changedRows + matched.value.changedRows,
    openRows: open.filter(({ state }) => state === 'problem').map(({ number }) => number),
    isShapeChanged: columns !== null || format !== null,
  });
}

/**
 * Saves, and starts if nothing has to be shown first. Errors: those of `changeDraft` and `startImport`, `conflict`
 * (`columns_changed`, `rows_open` with their numbers in `rows`).
 */
export async function startDraft(
  scope: StaffScope,
  change: DraftChange & { readonly choice: NonNullable<DraftChange['choice']> },
  origin: Origin,
): Promise<Result<ChangedDraft>> {
  const choice = { importId: change.importId, ...change.choice };
  const changed = await changeDraft(scope, change, origin);
  // It may be the same start sent again, or another one that came first: the start knows.
  if (!changed.ok && changed.error === NO_DRAFT) return toChanged(choice, await startImport(scope, choice, origin));
  if (!changed.ok || changed.value.importId !== change.importId) return changed;
  const { isShapeChanged, openRows } = changed.value;
  if (isShapeChanged) return err({ kind: 'conflict', reason: 'columns_changed', retryable: false });
  if (openRows.length > 0)
    return err({ kind: 'conflict', reason: 'rows_open', retryable: false, fields: { rows: openRows.join(', ') } });
  const started = await startImport(scope, choice, origin);
  return started.ok ? changed : started;
}

function toChanged({ importId }: { readonly importId: string }, started: Result<null>): Result<ChangedDraft> {
  return started.ok ? ok({ importId, changedRows: 0, openRows: [], isShapeChanged: false }) : started;
}

function rowsOf(scope: StaffScope, db: Db, importId: string, numbers: readonly number[]) {
  return listRows(scope, db, { importId, states: ROW_STATES, numbers, after: 0, limit: numbers.length });
}

/** A form sends everything it shows; these are the cells that were changed. */
async function typedIn(scope: StaffScope, db: Db, { id, match }: Import, said: Corrections): Promise<Corrections> {
  const rows = await rowsOf(scope, db, id, [...said.keys()]);
  const typed = new Map<number, Partial<Record<ImportField, string>>>();
  for (const { number, cells } of rows) {
    const shown = rowValues(cells, match);
    const fields = said.get(number) ?? {};
    const changed = IMPORT_FIELDS.filter((field) => !isUntouched(shown[field], fields[field]));
    if (changed.length > 0) typed.set(number, Object.fromEntries(changed.map((field) => [field, fields[field]])));
  }
  return typed;
}

/** Browsers take the line breaks out of what a text field is given; sending that back is no correction. */
function isUntouched(shown: string, said: string | undefined): boolean {
  return said === undefined || said === shown || said === shown.replace(/[\r\n]/g, '');
}

function areOther({ match, hasHeader }: Import, chosen: ChosenColumns): boolean {
  return hasHeader !== chosen.hasHeader || IMPORT_FIELDS.some((field) => String(match[field] ?? '') !== chosen[field]);
}

function isOther({ encoding, delimiter }: Import, format: NonNullable<DraftChange['format']>): boolean {
  return encoding !== (format.encoding ?? encoding) || delimiter !== (format.delimiter ?? delimiter);
}
