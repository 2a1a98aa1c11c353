/** What pages know about imports of customers from files. Instants are ISO 8601 in UTC. */
import { formatCount, pluralise } from '@/lib/format';
import {
  type ColumnMatch,
  IMPORT_FIELDS,
  type ImportField,
  type ImportMode,
  type ImportNote,
  type ImportState,
  ROW_STATES,
  type RowError,
  type RowProblem,
  type RowState,
} from '@/lib/platform/db/column-values';

export const ROW_STATE_TEXT: Readonly<Record<RowState, string>> = {
  header: 'Column names',
  problem: 'Problem',
  existing: 'Already there',
  ready: 'Ready',
  working: 'Under way',
  created: 'Created',
  needs_review: 'Not confirmed',
  refused: 'Refused',
  cancelled: 'Cancelled',
};

export const IMPORT_FIELD_TEXT: Readonly<Record<ImportField, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  companyName: 'Company',
};

export const REQUIRED_IMPORT_FIELDS: readonly ImportField[] = ['firstName', 'lastName', 'email'];

const REFUSED_FIELD_TEXT = (field: ImportField) =>
  `1Money does not accept this ${IMPORT_FIELD_TEXT[field].toLowerCase()}.`;

/** One sentence about a row that did not become a customer; null for one that needs no explanation. */
export function rowErrorText(state: RowState, error: RowError | null): string | null {
  if (state === 'cancelled') return 'The import was cancelled before this row.';
  if (state === 'needs_review')
    return '1Money did not confirm this customer. Open it and press “Ask again”; do not create it again.';
  if (state !== 'refused') return null;
  const fields = IMPORT_FIELDS.filter((field) => error?.fields?.includes(field));
  if (fields.length > 0) return fields.map(REFUSED_FIELD_TEXT).join(' ');
  return '1Money refused this customer without naming a field.';
}

export interface ImportRow {
  /** As a spreadsheet counts, the line of column names included. */
  readonly number: number;
  readonly state: RowState;
  /** The row's own text by field; empty where the file has no such column. */
  readonly values: Readonly<Record<ImportField, string>>;
  readonly problems: readonly RowProblem[];
  readonly error: string | null;
  readonly isInvited: boolean;
  /** The customer that was created, or that was there already. */
  readonly customer: { readonly id: string; readonly name: string } | null;
}

export type RowCounts = Readonly<Record<RowState, number>>;

export const IMPORT_NOTE_TEXT: Readonly<Record<ImportNote, string>> = {
  by_person: 'Paused by a person.',
  refused_all:
    '1Money refuses to create customers at the moment (403), perhaps because a quota is used up. Resume when that is settled; the refused row is tried again.',
  nobody: 'Whoever started the import may no longer create customers. Somebody who may has to resume it.',
  upstream: '1Money cannot be reached. The import goes on by itself when it can.',
};

export interface ImportProgress {
  readonly id: string;
  readonly state: ImportState;
  readonly counts: RowCounts;
  readonly note: ImportNote | null;
  /** How long the rest takes within the request budget; null when nothing is left to do. */
  readonly remainingMs: number | null;
}

export interface ImportDetail extends ImportProgress {
  /** Null for pasted text. */
  readonly fileName: string | null;
  readonly encoding: string;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Rows of the file, without titles and column names; null for one from before they were counted. */
  readonly rowCount: number | null;
  /** Titles above the column names, which are left out. */
  readonly skippedCount: number;
  readonly columns: readonly string[];
  readonly match: ColumnMatch;
  readonly mode: ImportMode;
  readonly locale: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly createdByName: string | null;
  /** Requests a second to 1Money. */
  readonly requestsPerSecond: number;
}

/** Rows that a running import still has to do, or does at this moment. */
export function openRows(counts: RowCounts): number {
  return counts.ready + counts.working;
}

/** Rows of customers, without the line of column names. */
export function totalRows(counts: RowCounts): number {
  return ROW_STATES.reduce((sum, state) => (state === 'header' ? sum : sum + counts[state]), 0);
}

/** Where the rows of a file have gone; together they are all of them. */
export function accountFor(counts: RowCounts) {
  return {
    created: counts.created,
    open: openRows(counts),
    leftOut: counts.existing + counts.cancelled,
    withProblem: counts.problem + counts.refused + counts.needs_review,
  };
}

/** `4 rows in the file: 2 created, 1 left out, 1 with a problem.` */
export function accountText({ state, counts, rowCount, skippedCount }: Accounted): string {
  const { created, open, leftOut, withProblem } = accountFor(counts);
  const parts = [
    created > 0 && `${formatCount(created)} created`,
    open > 0 && `${formatCount(open)} ${state === 'draft' ? 'ready' : 'to go'}`,
    leftOut > 0 && `${formatCount(leftOut)} left out`,
    withProblem > 0 && `${formatCount(withProblem)} with a problem`,
  ].filter((part) => part !== false);
  const rows = `${pluralise(rowCount ?? totalRows(counts), 'row')} in the file: ${parts.join(', ')}.`;
  return skippedCount === 0 ? rows : `${rows} ${pluralise(skippedCount, 'line')} above the column names skipped.`;
}

type Accounted = Pick<ImportDetail, 'state' | 'counts' | 'rowCount' | 'skippedCount'>;

/** Which rows a table shows. */
export const ROW_FILTERS = ['all', 'problems'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

/** Rows that need a person. */
export const PROBLEM_STATES: readonly RowState[] = ['problem', 'refused', 'needs_review', 'cancelled'];

export const MAX_IMPORT_ROWS = 10_000;
export const MAX_IMPORT_BYTES = 10 * 1024 * 1024;

/** `less than a minute`, `about 17 min`, `about 2 h 50 min`: rounded up. */
export function aboutText(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 1) return 'less than a minute';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `about ${minutes} min`;
  return rest === 0 ? `about ${hours} h` : `about ${hours} h ${rest} min`;
}
