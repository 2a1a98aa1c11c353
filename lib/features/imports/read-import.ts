/** What the pages of imports read. */
import 'server-only';
import { env } from '@/lib/env';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { ROW_STATES } from '@/lib/platform/db/column-values';
import { rowValues } from './import-check.rules';
import {
  type ImportDetail,
  type ImportProgress,
  type ImportRow,
  openRows,
  PROBLEM_STATES,
  type RowCounts,
  type RowFilter,
  rowErrorText,
} from './import-view.rules';
import {
  countCompletedSince,
  countRows,
  getImport,
  type Import,
  idsByEmail,
  listImports,
  listRows,
  type RowsRequest,
} from './imports.queries';

const PAGE = 50;
const LISTED = 20;
/** The pace is measured over this time. */
const MEASURED_MS = 60_000;
const NO_ROWS = Object.fromEntries(ROW_STATES.map((state) => [state, 0])) as RowCounts;

export type ImportItem = Pick<ImportDetail, 'id' | 'fileName' | 'state' | 'counts' | 'createdAt' | 'createdByName'>;

/** The newest imports. */
export async function readImports(scope: StaffScope): Promise<readonly ImportItem[]> {
  const db = await getDb();
  const found = await listImports(scope, db, LISTED);
  const counts = await countRows(
    scope,
    db,
    found.map(({ id }) => id),
  );
  return found.map(({ id, fileName, state, createdAt, createdByName }) => ({
    id,
    fileName,
    state,
    createdByName,
    createdAt: createdAt.toISOString(),
    counts: counts.get(id) ?? NO_ROWS,
  }));
}

/** One import; null when there is none, or when its file is still being read. */
export async function readImport(scope: StaffScope, importId: string): Promise<ImportDetail | null> {
  const db = await getDb();
  const found = await getImport(scope, db, importId);
  if (!found || found.state === 'reading') return null;
  const { fileName, encoding, delimiter, hasHeader, columns, match, mode, locale, createdByName } = found;
  const { recordCount, skippedCount } = found;
  return {
    ...(await toProgress(scope, db, found)),
    fileName,
    encoding,
    delimiter,
    hasHeader,
    rowCount: recordCount === null ? null : recordCount - (hasHeader ? 1 : 0),
    skippedCount,
    columns,
    match,
    mode,
    locale,
    createdByName,
    createdAt: found.createdAt.toISOString(),
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
    requestsPerSecond: env().onemoney.requestsPerSecond,
  };
}

/** How far it is; for pages that follow it. */
export async function readImportProgress(scope: StaffScope, importId: string): Promise<ImportProgress | null> {
  const db = await getDb();
  const found = await getImport(scope, db, importId);
  return found && found.state !== 'reading' ? toProgress(scope, db, found) : null;
}

async function toProgress(scope: StaffScope, db: Db, found: Import): Promise<ImportProgress> {
  const { id, state, note } = found;
  const counts = (await countRows(scope, db, [id])).get(id) ?? NO_ROWS;
  return { id, state, counts, note, remainingMs: await estimate(scope, db, found, openRows(counts)) };
}

/**
 * What the rest takes: one request to 1Money a row, within the budget; longer where the last minute was slower,
 * because others use the budget too.
 */
async function estimate(scope: StaffScope, db: Db, found: Import, rows: number): Promise<number | null> {
  if (rows === 0) return null;
  const byBudget = (rows / env().onemoney.requestsPerSecond) * 1000;
  const since = Date.now() - MEASURED_MS;
  if (found.state !== 'running' || found.startedAt === null || found.startedAt.getTime() > since) return byBudget;
  const settled = await countCompletedSince(scope, db, found.id, new Date(since));
  return settled === 0 ? byBudget : Math.max(byBudget, (rows / settled) * MEASURED_MS);
}

export interface RowPage {
  readonly rows: readonly ImportRow[];
  /** The number to go on after; null at the end. */
  readonly nextAfter: number | null;
}

export async function readImportRows(
  scope: StaffScope,
  of: Pick<ImportDetail, 'id' | 'match'>,
  page: { readonly filter: RowFilter; readonly after: number },
): Promise<RowPage> {
  const db = await getDb();
  const states = page.filter === 'problems' ? PROBLEM_STATES : ROW_STATES.filter((state) => state !== 'header');
  const found = await listImportRows(scope, db, { importId: of.id, states, after: page.after, limit: PAGE + 1 });
  const rows = found.slice(0, PAGE);
  return {
    rows: rows.map(({ cells, error, email: _, ...row }) => ({
      ...row,
      values: rowValues(cells, of.match),
      error: rowErrorText(row.state, error),
    })),
    nextAfter: found.length > PAGE ? (rows.at(-1)?.number ?? null) : null,
  };
}

/** Rows with their customers, also those that existed at 1Money first and became known here later. */
async function listImportRows(scope: StaffScope, db: Db, request: RowsRequest) {
  return withCustomers(scope, db, await listRows(scope, db, request));
}

type Rows = Awaited<ReturnType<typeof listRows>>;

export async function withCustomers(scope: StaffScope, db: Db, rows: Rows): Promise<Rows> {
  const isLoose = (row: Rows[number]) => row.state === 'existing' && row.customer === null && row.email !== null;
  const ids = await idsByEmail(
    scope,
    db,
    rows.filter(isLoose).map(({ email }) => email ?? ''),
  );
  return rows.map((row) => {
    const id = isLoose(row) ? ids.get(row.email ?? '') : undefined;
    return id === undefined ? row : { ...row, customer: { id, name: row.email ?? '' } };
  });
}
