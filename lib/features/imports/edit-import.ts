/** Changes of a draft: which column is which, and the text of single cells. After each, all rows are checked again. */
import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { IMPORT_FIELDS, type ImportField, ROW_STATES } from '@/lib/platform/db/column-values';
import { type AppError, err, ok, type Result } from '@/lib/result';
import { toColumnMatch } from './import-columns.rules';
import type { Corrections } from './import-input.rules';
import { getImport, type Import, streamRows } from './imports.queries';
import { type CheckedImportRow, changeImport, putCheckedRows, removeImports } from './imports.writes';
import { columnNames } from './upload-import';
import { openValidator } from './validate-rows';

export const NOT_FOUND: AppError = { kind: 'not_found', retryable: false };
export const NO_DRAFT: AppError = { kind: 'conflict', reason: 'not_a_draft', retryable: false };

export type ChosenColumns = Readonly<Record<ImportField, string>> & { readonly hasHeader: boolean };

/** Errors: `not_found`, `conflict` when it was started meanwhile, `invalid_input` when a column is used twice. */
export async function rematchImport(
  scope: StaffScope,
  importId: string,
  chosen: ChosenColumns,
  origin: Origin,
): Promise<Result<{ readonly changedRows: number }>> {
  const db = await getDb();
  const found = await getImport(scope, db, importId);
  if (!found) return err(NOT_FOUND);
  const match = toColumnMatch(chosen, found.columns.length);
  if (!match) return err({ kind: 'invalid_input', retryable: false, fields: { columns: 'used_twice' } });
  const { hasHeader } = chosen;
  const first = await firstRow(scope, db, importId);
  const columns = [...columnNames(hasHeader ? (first?.cells ?? []) : [], found.columns.length)];
  const set = { match, hasHeader, columns };
  const isChanged = await changeImport(scope, db, { importId, from: ['draft'], set, act: 'import.changed', origin });
  if (!isChanged) return err(NO_DRAFT);
  return ok({ changedRows: await revalidate(scope, db, { ...found, ...set }, new Map()) });
}

/** Puts other text into cells. Errors like `rematchImport`. */
export async function correctRows(
  scope: StaffScope,
  importId: string,
  corrections: Corrections,
  origin: Origin,
): Promise<Result<{ readonly changedRows: number }>> {
  const db = await getDb();
  const found = await getImport(scope, db, importId);
  if (!found) return err(NOT_FOUND);
  const isChanged = await changeImport(scope, db, {
    importId,
    from: ['draft'],
    // Nothing of the import itself changes; only the condition and the audit event are needed.
    set: { state: 'draft' },
    act: 'import.changed',
    details: { rows: corrections.size },
    origin,
  });
  if (!isChanged) return err(NO_DRAFT);
  return ok({ changedRows: await revalidate(scope, db, found, corrections) });
}

/** Deletes a draft and all of its rows. */
export async function discardImport(scope: StaffScope, importId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const isDiscarded = await changeImport(scope, db, {
    importId,
    from: ['draft'],
    set: { state: 'cancelled', finishedAt: new Date() },
    act: 'import.discarded',
    origin,
  });
  if (!isDiscarded) return err((await getImport(scope, db, importId)) ? NO_DRAFT : NOT_FOUND);
  await removeImports(scope, db, [importId]);
  return ok(null);
}

async function firstRow(scope: StaffScope, db: Db, importId: string) {
  for await (const rows of streamRows(scope, db, { importId, states: ROW_STATES })) return rows[0];
  return undefined;
}

/** Returns the number of rows whose check result changed. */
async function revalidate(scope: StaffScope, db: Db, draft: Import, corrections: Corrections): Promise<number> {
  const header = draft.hasHeader ? await firstRow(scope, db, draft.id) : undefined;
  const validateRow = openValidator(scope, db, {
    match: draft.match,
    headerNumber: header?.number ?? null,
    delimiter: draft.delimiter,
    width: header?.cells.length ?? draft.columns.length,
  });
  let changed = 0;
  for await (const rows of streamRows(scope, db, { importId: draft.id, states: ROW_STATES })) {
    const before = new Map(
      rows.map((row) => [row.number, fingerprint({ ...row, customerId: row.customer?.id ?? null })]),
    );
    const lines = rows.map(({ number, cells }) => ({
      number,
      cells: corrected(cells, draft, corrections.get(number)),
    }));
    const different = (await validateRow(lines)).filter((row) => fingerprint(row) !== before.get(row.number));
    await putCheckedRows(scope, db, draft.id, different);
    changed += different.length;
  }
  return changed;
}

function fingerprint({
  cells,
  state,
  problems,
  email,
  customerId,
}: Omit<CheckedImportRow, 'number' | 'state'> & { readonly state: string }) {
  const sorted = problems.map(({ field, message }) => [field, message]);
  return JSON.stringify([cells, state, sorted, email, customerId]);
}

function corrected(
  cells: readonly string[],
  { match }: Pick<Import, 'match'>,
  changes: Partial<Readonly<Record<ImportField, string>>> = {},
): readonly string[] {
  const next = [...cells];
  for (const field of IMPORT_FIELDS) {
    const at = match[field];
    const text = changes[field];
    if (at === null || text === undefined) continue;
    while (next.length <= at) next.push('');
    next[at] = text.replaceAll('\0', '\uFFFD');
  }
  return next;
}
