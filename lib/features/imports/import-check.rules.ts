/** Checks the rows of a file before anything is sent: the same rules as the form for one customer. Pure. */

import { newCustomerInput } from '@/lib/features/creation/rules';
import { type ColumnMatch, IMPORT_FIELDS, type ImportField, type RowProblem } from '@/lib/platform/db/column-values';
import { emailKey, isEmail } from '@/lib/platform/input/email-address';
import { toCellText, toEmailCell } from './import-cells.rules';

/** Any intent will do while only the other fields are checked. */
const NO_INTENT = '00000000-0000-4000-8000-000000000000';

export interface CheckedCustomer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly companyName: string | null;
}

export type CheckedRow =
  | { readonly customer: CheckedCustomer; readonly problems: readonly [] }
  | { readonly customer: null; readonly problems: readonly RowProblem[] };

/** What a row says about each field; empty where there is no such column. */
export function rowValues(cells: readonly string[], match: ColumnMatch): Record<ImportField, string> {
  const cell = (field: ImportField) => (match[field] === null ? '' : (cells[match[field]] ?? ''));
  return {
    firstName: toCellText(cell('firstName')),
    lastName: toCellText(cell('lastName')),
    email: toEmailCell(cell('email')),
    companyName: toCellText(cell('companyName')),
  };
}

export function checkRow(cells: readonly string[], match: ColumnMatch): CheckedRow {
  const checked = newCustomerInput.safeParse({ ...rowValues(cells, match), intentId: NO_INTENT });
  if (checked.success) {
    const { intentId: _, ...customer } = checked.data;
    return { customer, problems: [] };
  }
  const problems = IMPORT_FIELDS.flatMap((field) => {
    const issue = checked.error.issues.find(({ path }) => path[0] === field);
    return issue ? [{ field, message: issue.message }] : [];
  });
  return { customer: null, problems };
}

export interface RowLayout {
  readonly match: ColumnMatch;
  readonly delimiter: string;
  /** Cells that a row should have. */
  readonly width: number;
}

/**
 * A quotation mark that is opened by mistake takes the next rows into its cell, as far as the next one. A line in a cell
 * that is cut into as many parts as a row, with an address at its place, is such a row.
 */
export function swallowedRow(cells: readonly string[], { match, delimiter, width }: RowLayout): RowProblem | null {
  const { email } = match;
  if (email === null) return null;
  const isRow = (line: string) => {
    const parts = line.split(delimiter);
    return parts.length === width && width > 1 && isEmail(toEmailCell(parts[email] ?? ''));
  };
  const isSwallowed = cells.some((cell) => cell.split(/[\r\n]+/).some((line, at) => at > 0 && isRow(line)));
  if (!isSwallowed) return null;
  return {
    field: 'email',
    message: 'A quotation mark is missing: this row holds the rows below it. Correct the file and upload it again.',
  };
}

/** Finds rows whose address occurs in an earlier row of the same file. */
export class SeenEmails {
  readonly #rows = new Map<string, number>();

  /** Records the address of a row; returns the problem if an earlier row has it. */
  enter(email: string, number: number): RowProblem | null {
    const key = emailKey(email);
    const earlier = this.#rows.get(key);
    if (earlier === undefined) {
      this.#rows.set(key, number);
      return null;
    }
    return { field: 'email', message: `Row ${earlier} has the same address. Each belongs to one customer only.` };
  }
}
