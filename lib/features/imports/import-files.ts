/** The files around an import: the template to fill in, and the results, which can be imported again. */
import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { IMPORT_FIELDS, ROW_STATES } from '@/lib/platform/db/column-values';
import { toCsv } from '@/lib/platform/files/csv-text';
import { IMPORT_FIELD_TEXT, PROBLEM_STATES, type RowFilter, rowErrorText } from './import-view.rules';
import { getImport, type Import, streamRows } from './imports.queries';
import { withCustomers } from './read-import';

/** Names of the columns that results add. They are no column of a customer, so an import leaves them alone. */
const ADDED = ['import_result', 'import_problem', 'import_customer_id'] as const;

/** A file with the right column names and one made-up row. */
export function importTemplate(): string {
  const names = ['First name', 'Last name', 'E-mail', 'Company'];
  const example = ['Ada', 'Byron', 'ada@acme.example', 'Acme Ltd'];
  return `\uFEFF${[names, example].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

/**
 * Every row of the file as it was (with the corrections made here), and its result. Null when there is no such import.
 * The export is recorded first.
 */
export async function importResults(
  scope: StaffScope,
  importId: string,
  filter: RowFilter,
  origin: Origin,
): Promise<AsyncIterable<string> | null> {
  const db = await getDb();
  const found = await getImport(scope, db, importId);
  if (!found || found.state === 'reading') return null;
  await insertAudit(scope, db, { act: 'import.exported', outcome: 'ok', origin, details: { importId, filter } });
  const isKept = found.columns.map((name) => !ADDED.some((added) => added === name.trim().toLowerCase()));
  const kept = (cells: readonly string[]) => isKept.flatMap((isOne, at) => (isOne ? [cells[at] ?? ''] : []));
  const names = columnNames(found);
  const states = filter === 'problems' ? PROBLEM_STATES : ROW_STATES.filter((state) => state !== 'header');

  async function* lines(): AsyncGenerator<readonly string[], void, undefined> {
    yield [...kept(names), ...ADDED];
    for await (const batch of streamRows(scope, db, { importId, states }))
      for (const row of await withCustomers(scope, db, batch)) {
        const problems = row.problems.map(({ field, message }) => `${IMPORT_FIELD_TEXT[field]}: ${message}`);
        const problem = row.state === 'problem' ? problems.join(' ') : rowErrorText(row.state, row.error);
        yield [...kept(row.cells), row.state, problem ?? '', row.customer?.id ?? ''];
      }
  }
  return toCsv(lines());
}

/** A file without column names gets some, by which the next import knows its columns again. */
function columnNames({ hasHeader, columns, match }: Import): readonly string[] {
  if (hasHeader) return columns;
  return columns.map((name, at) => {
    const field = IMPORT_FIELDS.find((each) => match[each] === at);
    return field ? IMPORT_FIELD_TEXT[field] : name;
  });
}
