/** Reads of imports and their rows. Every member of staff may see them; who may act on them is decided above. */
import 'server-only';
import { and, asc, desc, eq, exists, gt, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import { isMasked, maskBusiness, maskEmail, maskName } from '@/lib/platform/auth/masking';
import { STAFF_ROLES, type StaffRole, type StaffScope, type SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { ROW_STATES, type RowState } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { importFiles } from '@/lib/platform/db/schema/import-files';
import { importRows, imports } from '@/lib/platform/db/schema/imports';
import { users } from '@/lib/platform/db/schema/users';
import type { RowCounts } from './import-view.rules';

type Reader = StaffScope | SystemScope;

const columns = {
  id: imports.id,
  state: imports.state,
  fileName: imports.fileName,
  encoding: imports.encoding,
  delimiter: imports.delimiter,
  hasHeader: imports.hasHeader,
  columns: imports.columns,
  match: imports.match,
  recordCount: imports.recordCount,
  skippedCount: imports.skippedCount,
  mode: imports.mode,
  locale: imports.locale,
  note: imports.note,
  createdAt: imports.createdAt,
  startedBy: imports.startedBy,
  startedAddress: imports.startedAddress,
  startedUserAgent: imports.startedUserAgent,
  startedAt: imports.startedAt,
  finishedAt: imports.finishedAt,
  createdByName: users.name,
};

function select(db: Db) {
  return db.select(columns).from(imports).leftJoin(users, eq(users.id, imports.createdBy));
}

export type Import = Awaited<ReturnType<typeof select>>[number];

export async function getImport(scope: Reader, db: Db, id: string): Promise<Import | null> {
  const [row] = await select(db).where(eq(imports.id, id)).limit(1);
  return row ? shownTo(scope, row) : null;
}

/** The file of a draft, compressed and in base64; null when it is gone. */
export async function getImportFile(_scope: StaffScope, db: Db, id: string): Promise<string | null> {
  const rows = db.select({ content: importFiles.content }).from(importFiles);
  const [file] = await rows.where(eq(importFiles.importId, id)).limit(1);
  return file?.content ?? null;
}

/** The newest imports, without uploads that are still being read. */
export async function listImports(scope: StaffScope, db: Db, limit: number): Promise<readonly Import[]> {
  const rows = await select(db)
    .where(sql`${imports.state} <> 'reading'`)
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit);
  return rows.map((row) => shownTo(scope, row));
}

/** A reader who sees people masked may know that there was a file, but its name and columns may name a person. */
function shownTo(scope: Reader, row: Import): Import {
  return isMasked(scope) ? { ...row, fileName: null, columns: row.columns.map(maskCell) } : row;
}

/** Rows by state, for each of these imports. */
export async function countRows(
  _scope: Reader,
  db: Db,
  importIds: readonly string[],
): Promise<ReadonlyMap<string, RowCounts>> {
  const counts = new Map(importIds.map((id) => [id, noRows()]));
  if (importIds.length === 0) return counts;
  const rows = await db
    .select({ importId: importRows.importId, state: importRows.state, count: sql<number>`count(*)::int` })
    .from(importRows)
    .where(inArray(importRows.importId, [...importIds]))
    .groupBy(importRows.importId, importRows.state);
  for (const { importId, state, count } of rows) {
    const of = counts.get(importId);
    if (of) of[state] = count;
  }
  return counts;
}

function noRows(): Record<RowState, number> {
  return {
    header: 0,
    problem: 0,
    existing: 0,
    ready: 0,
    working: 0,
    created: 0,
    needs_review: 0,
    refused: 0,
    cancelled: 0,
  };
}

/** Rows completed since then: the pace of an import. */
export async function countCompletedSince(_scope: Reader, db: Db, importId: string, since: Date): Promise<number> {
  return db.$count(
    importRows,
    and(eq(importRows.importId, importId), isNotNull(importRows.completedAt), gt(importRows.completedAt, since)),
  );
}

export interface RowsRequest {
  readonly importId: string;
  readonly states: readonly RowState[];
  /** Only these. */
  readonly numbers?: readonly number[];
  /** Rows behind this one. */
  readonly after: number;
  readonly limit: number;
}

function matching({ importId, states, numbers, after }: RowsRequest): SQL | undefined {
  const isAll = states.length === ROW_STATES.length;
  return and(
    eq(importRows.importId, importId),
    gt(importRows.number, after),
    isAll ? undefined : inArray(importRows.state, [...states]),
    numbers && inArray(importRows.number, [...numbers]),
  );
}

/** Rows in the order of the file, each with the customer it led to or met. */
export async function listRows(scope: Reader, db: Db, request: RowsRequest) {
  const rows = await db
    .select({
      number: importRows.number,
      cells: importRows.cells,
      state: importRows.state,
      problems: importRows.problems,
      error: importRows.error,
      isInvited: importRows.isInvited,
      email: importRows.email,
      customerId: customers.id,
      customerName: customers.businessName,
    })
    .from(importRows)
    .leftJoin(customers, and(readableCustomers(scope), eq(customers.id, importRows.customerId)))
    .where(matching(request))
    .orderBy(asc(importRows.number))
    .limit(request.limit);
  const masked = isMasked(scope);
  return rows.map(({ customerId, customerName, ...row }) => {
    const name = masked ? maskBusiness(customerName) : customerName;
    const shown = masked ? { ...row, email: null, cells: row.cells.map(maskCell) } : row;
    return { ...shown, customer: customerId === null ? null : { id: customerId, name: name ?? '' } };
  });
}

/** The columns depend on the file. */
function maskCell(cell: string): string {
  return cell.includes('@') ? maskEmail(cell) : maskName(cell);
}

/** All rows in the order of the file, never more than a batch in memory. */
export async function* streamRows(
  scope: Reader,
  db: Db,
  request: Omit<RowsRequest, 'after' | 'limit'>,
): AsyncGenerator<Awaited<ReturnType<typeof listRows>>, void, undefined> {
  const limit = 500;
  let after = 0;
  for (;;) {
    const rows = await listRows(scope, db, { ...request, after, limit });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    after = last.number;
  }
}

/** Our ids of the customers who have these addresses, by the key of the address. */
export async function idsByEmail(
  scope: Reader,
  db: Db,
  emailKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (emailKeys.length === 0) return new Map();
  const rows = await db
    .select({ id: customers.id, emailKey: customers.emailKey })
    .from(customers)
    .where(and(readableCustomers(scope), inArray(customers.emailKey, [...emailKeys])));
  return new Map(rows.map((row) => [row.emailKey, row.id]));
}

/** Ids of imports for which jobs have something to do: running ones, and ones with rows whose outcome is open. */
export async function listOpenImports(_scope: SystemScope, db: Db): Promise<readonly string[]> {
  const open = db
    .select({ one: sql`1` })
    .from(importRows)
    .where(and(eq(importRows.importId, imports.id), eq(importRows.state, 'working')));
  const rows = await db
    .select({ id: imports.id })
    .from(imports)
    .where(or(eq(imports.state, 'running'), and(inArray(imports.state, ['paused', 'cancelled']), exists(open))))
    .orderBy(asc(imports.createdAt));
  return rows.map(({ id }) => id);
}

/** Imports that were never started, from before then. */
export async function listForgottenDrafts(_scope: SystemScope, db: Db, before: Date): Promise<readonly string[]> {
  const rows = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(inArray(imports.state, ['reading', 'draft']), lt(imports.createdAt, before)));
  return rows.map(({ id }) => id);
}

/** The person an import works for, as they are now; null when their account is gone or disabled. */
export async function getImporter(
  _scope: SystemScope,
  db: Db,
  userId: string,
): Promise<{
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
} | null> {
  const [row] = await db
    .select({ userId: users.id, email: users.email, name: users.name, role: users.role })
    .from(users)
    .where(and(eq(users.id, userId), sql`${users.disabledAt} is null`, inArray(users.role, [...STAFF_ROLES])))
    .limit(1);
  return row ?? null;
}
