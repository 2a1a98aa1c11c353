/** Reads the file of a draft once more, in the encoding and with the delimiter that a person chose. */
import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { IMPORT_FIELDS, type ImportField, ROW_STATES } from '@/lib/platform/db/column-values';
import { err, ok, type Result } from '@/lib/result';
import { correctRows, discardImport, NO_DRAFT, NOT_FOUND, rematchImport } from './edit-import';
import type { FileFormat } from './file-layout.rules';
import { DELIMITERS } from './file-layout.rules';
import { ENCODINGS } from './file-text.rules';
import { rowValues } from './import-check.rules';
import type { Corrections } from './import-input.rules';
import { getImport, getImportFile, type Import, streamRows } from './imports.queries';
import { removeImports } from './imports.writes';
import { unpack } from './pack-file';
import { openCsv } from './parse-csv';
import { uploadImport } from './upload-import';

/**
 * Makes a new draft of the same file, with the corrections and column choices of the old one, which is removed only
 * when the new one exists. Errors: `not_found`, `conflict` (`not_a_draft`, `file_gone`), those of `uploadImport`.
 */
export async function rereadImport(
  scope: StaffScope,
  importId: string,
  format: FileFormat,
  origin: Origin,
): Promise<Result<{ readonly importId: string }>> {
  const db = await getDb();
  const old = await getImport(scope, db, importId);
  if (!old) return err(NOT_FOUND);
  if (old.state !== 'draft') return err(NO_DRAFT);
  const content = await getImportFile(scope, db, importId);
  if (content === null) return err({ kind: 'conflict', reason: 'file_gone', retryable: false });
  const bytes = await unpack(content);
  const uploaded = await uploadImport(scope, { bytes, fileName: old.fileName }, origin, format);
  if (!uploaded.ok) return uploaded;
  const id = uploaded.value.importId;
  await takeOver(scope, db, { from: old, to: id, bytes, origin });
  const discarded = await discardImport(scope, importId, origin);
  if (discarded.ok) return ok({ importId: id });
  await removeImports(scope, db, [id]);
  return discarded;
}

interface TakeOver {
  readonly from: Import;
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly origin: Origin;
}

async function takeOver(scope: StaffScope, db: Db, { from, to, bytes, origin }: TakeOver): Promise<void> {
  const next = await getImport(scope, db, to);
  // Another delimiter makes other columns, which have not been matched yet.
  if (next && next.delimiter === from.delimiter && next.columns.length === from.columns.length) {
    const column = (field: ImportField) => String(from.match[field] ?? '');
    const chosen = {
      firstName: column('firstName'),
      lastName: column('lastName'),
      email: column('email'),
      companyName: column('companyName'),
      hasHeader: from.hasHeader,
    };
    await rematchImport(scope, to, chosen, origin);
  }
  const corrections = await savedCorrections(scope, db, from, bytes);
  if (corrections.size > 0) await correctRows(scope, to, corrections, origin);
}

/** Where the rows say something else than the file they came from. */
async function savedCorrections(scope: StaffScope, db: Db, draft: Import, bytes: Uint8Array): Promise<Corrections> {
  const encoding = ENCODINGS.find((each) => each === draft.encoding) ?? null;
  const delimiter = DELIMITERS.find((each) => each === draft.delimiter) ?? null;
  const original = new Map<number, readonly string[]>();
  for await (const { number, cells } of openCsv(bytes, { encoding, delimiter }).records()) original.set(number, cells);
  const corrections = new Map<number, Partial<Record<ImportField, string>>>();
  for await (const rows of streamRows(scope, db, { importId: draft.id, states: ROW_STATES }))
    for (const { number, cells } of rows) {
      const before = rowValues(original.get(number) ?? [], draft.match);
      const now = rowValues(cells, draft.match);
      const changed = IMPORT_FIELDS.filter((field) => now[field] !== before[field]);
      if (changed.length > 0) corrections.set(number, Object.fromEntries(changed.map((field) => [field, now[field]])));
    }
  return corrections;
}
