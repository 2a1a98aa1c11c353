import 'server-only';
import { type Db, getDb } from '@/lib/db/client';
import type { Origin } from '@/lib/db/writes/audit';
import { changeImport, insertImport, putCheckedRows, removeImports } from '@/lib/db/writes/imports';
import { columnLetters, isHeader, matchByContent, matchColumns } from '@/lib/kyb/import-columns';
import { MAX_IMPORT_ROWS } from '@/lib/kyb/import-view';
import { err, ok, type Result } from '@/lib/result';
import type { StaffScope } from '@/lib/scope';
import { openJudge } from './judge-rows';
import { type CsvFile, type CsvRecord, CsvRefused, openCsv } from './parse-csv';
import type { Upload } from './read-upload';

const BATCH = 500;

/**
 * Takes a file in: reads it, guesses its columns, judges every row, and keeps all of it as a draft that nothing happens
 * to by itself. Errors: `invalid_input` with field `file` (`workbook`, `binary`, `unclosed_quote`, `record_too_large`,
 * `unreadable`, `too_many_rows`, `no_rows`) and, where it is about one, the number of the row in `row`.
 */
export async function uploadImport(
  scope: StaffScope,
  upload: Upload,
  origin: Origin,
): Promise<Result<{ readonly importId: string }>> {
  const db = await getDb();
  const importId = crypto.randomUUID();
  try {
    const csv = openCsv(upload.bytes);
    await requireReadable(csv);
    const rows = await takeIn(scope, db, { importId, fileName: upload.fileName, csv });
    if (rows === 0) throw new Refusal('no_rows');
    await changeImport(scope, db, {
      importId,
      from: ['reading'],
      set: { state: 'draft' },
      act: 'import.uploaded',
      details: { rows },
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

/** Reads all of it once before anything is kept: reading is fast, and most files that are refused show why by it. */
async function requireReadable(csv: CsvFile): Promise<void> {
  let count = 0;
  // One line of column names is allowed beside the rows; whether it is there is judged later.
  for await (const _ of csv.records()) if (++count > MAX_IMPORT_ROWS + 1) throw new Refusal('too_many_rows');
}

function refused(reason: string, row?: number): Result<never> {
  const fields = { file: reason, ...(row !== undefined && { row: String(row) }) };
  return err({ kind: 'invalid_input', retryable: false, fields });
}

interface Intake {
  readonly importId: string;
  readonly fileName: string | null;
  readonly csv: CsvFile;
}

/** Answers with the number of rows that are customers. */
async function takeIn(scope: StaffScope, db: Db, { importId, fileName, csv }: Intake): Promise<number> {
  let judge: ReturnType<typeof openJudge> | null = null;
  let count = 0;
  for await (const batch of inBatches(csv.records(), BATCH)) {
    if (judge === null) {
      const shape = toShape(batch);
      const { encoding, delimiter } = csv;
      await insertImport(scope, db, { id: importId, fileName, encoding, delimiter, ...shape, now: new Date() });
      judge = openJudge(scope, db, { match: shape.match, headerNumber: shape.headerNumber });
    }
    const judged = await judge(batch);
    count += judged.filter(({ state }) => state !== 'header').length;
    if (count > MAX_IMPORT_ROWS) throw new Refusal('too_many_rows');
    await putCheckedRows(scope, db, importId, judged);
  }
  return count;
}

/** What the first records tell about a file. */
function toShape(records: readonly CsvRecord[]) {
  const [first] = records;
  const width = Math.max(...records.map(({ cells }) => cells.length));
  const hasHeader = first !== undefined && isHeader(first.cells);
  return {
    hasHeader,
    headerNumber: hasHeader ? first.number : null,
    columns: columnNames(hasHeader ? first.cells : [], width),
    match: hasHeader
      ? matchColumns(first.cells)
      : matchByContent(
          records.map(({ cells }) => cells),
          width,
        ),
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
