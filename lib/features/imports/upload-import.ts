import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import { DETECTED, type FileFormat } from './file-layout.rules';
import { columnLetters, findHeader, MOST_TITLES, matchByContent, matchColumns } from './import-columns.rules';
import { putImportFile } from './import-files.writes';
import { MAX_IMPORT_ROWS, totalRows } from './import-view.rules';
import { countRows } from './imports.queries';
import { changeImport, insertImport, putCheckedRows, removeImports } from './imports.writes';
import { pack } from './pack-file';
import { type CsvFile, type CsvRecord, CsvRefused, openCsv } from './parse-csv';
import type { Upload } from './read-upload';
import { openValidator } from './validate-rows';

const BATCH = 500;

/**
 * Takes a file: reads it, guesses its columns, checks every row, and stores all of it as a draft. `format`: what a
 * person chose. Errors: `invalid_input` with field `file` (`workbook`, `binary`, `unclosed_quote`, `record_too_large`,
 * `unreadable`, `rows_missing`, `too_many_rows`, `no_rows`) and, where it is about one, the number of the row in `row`.
 */
export async function uploadImport(
  scope: StaffScope,
  upload: Pick<Upload, 'bytes' | 'fileName'>,
  origin: Origin,
  format: FileFormat = DETECTED,
): Promise<Result<{ readonly importId: string }>> {
  const db = await getDb();
  const importId = crypto.randomUUID();
  try {
    const csv = openCsv(upload.bytes, format);
    const found = await survey(csv);
    if (found.rows === 0) throw new Refusal('no_rows');
    if (found.rows > MAX_IMPORT_ROWS) throw new Refusal('too_many_rows');
    await takeIn(scope, db, { importId, fileName: upload.fileName, csv, shape: found.shape });
    if ((await countKept(scope, db, importId)) !== found.records) throw new Refusal('rows_missing');
    await putImportFile(scope, db, importId, await pack(upload.bytes));
    await changeImport(scope, db, {
      importId,
      from: ['reading'],
      set: { state: 'draft', recordCount: found.records },
      act: 'import.uploaded',
      details: { rows: found.rows },
      origin,
    });
    return ok({ importId });
  } catch (error) {
    await removeImports(scope, db, [importId]);
    if (error instanceof CsvRefused) return refused(error.problem, error.number);
    if (error instanceof Refusal) return refused(error.message);
    throw error;
  }
}

class Refusal extends Error {}

interface Survey {
  readonly shape: Shape;
  /** All that is kept: the column names and the rows, without titles above them. */
  readonly records: number;
  /** Those that are customers. */
  readonly rows: number;
}

/** Reads all of it once before anything is stored: reading is fast, and most bad files fail here. */
async function survey(csv: CsvFile): Promise<Survey> {
  const first: CsvRecord[] = [];
  let count = 0;
  for await (const record of csv.records()) {
    if (first.length < BATCH) first.push(record);
    count += 1;
    if (count > MAX_IMPORT_ROWS + MOST_TITLES + 1) throw new Refusal('too_many_rows');
  }
  const shape = toShape(first);
  const records = count - shape.skippedCount;
  return { shape, records, rows: records - (shape.hasHeader ? 1 : 0) };
}

/** Nothing of a file may get lost between reading and keeping it. */
async function countKept(scope: StaffScope, db: Db, importId: string): Promise<number> {
  const counts = (await countRows(scope, db, [importId])).get(importId);
  return counts ? totalRows(counts) + counts.header : 0;
}

function refused(reason: string, row?: number): Result<never> {
  const fields = { file: reason, ...(row !== undefined && { row: String(row) }) };
  return err({ kind: 'invalid_input', retryable: false, fields });
}

interface Intake {
  readonly importId: string;
  readonly fileName: string | null;
  readonly csv: CsvFile;
  readonly shape: Shape;
}

async function takeIn(scope: StaffScope, db: Db, { importId, fileName, csv, shape }: Intake): Promise<void> {
  const { headerNumber, width, ...rest } = shape;
  const { encoding, delimiter } = csv;
  await insertImport(scope, db, { id: importId, fileName, encoding, delimiter, ...rest, now: new Date() });
  const validateRow = openValidator(scope, db, { match: shape.match, headerNumber, delimiter, width });
  let skip = shape.skippedCount;
  for await (const batch of inBatches(csv.records(), BATCH)) {
    // The first batch holds all of them.
    await putCheckedRows(scope, db, importId, await validateRow(batch.slice(skip)));
    skip = 0;
  }
}

type Shape = ReturnType<typeof toShape>;

/** What the first records show about a file. */
function toShape(records: readonly CsvRecord[]) {
  const at = findHeader(records.map(({ cells }) => cells));
  const header = at === null ? undefined : records[at];
  const skippedCount = at ?? 0;
  const rows = records.slice(skippedCount).map(({ cells }) => cells);
  const width = Math.max(...rows.map((cells) => cells.length), 0);
  return {
    skippedCount,
    headerNumber: header?.number ?? null,
    width: header?.cells.length ?? width,
    hasHeader: header !== undefined,
    columns: columnNames(header?.cells ?? [], width),
    match: header === undefined ? matchByContent(rows, width) : matchColumns(header.cells),
  };
}

/** Every column has a name: its own, or the letters of a spreadsheet. */
export function columnNames(header: readonly string[], width: number): readonly string[] {
  return Array.from({ length: Math.max(width, header.length) }, (_, at) => {
    const name = header[at]?.trim().slice(0, 100);
    return name ? name : `Column ${columnLetters(at)}`;
  });
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[], void, undefined> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
