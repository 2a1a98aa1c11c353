/** Judges the rows of a file before anything is sent: the same rules as the form for one customer. Pure. */
import { type ColumnMatch, IMPORT_FIELDS, type ImportField, type RowProblem } from './import-view';
import { newCustomerInput } from './new-customer';

/** Any intent will do while only the other fields are judged. */
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

/**
 * An apostrophe in front of what a spreadsheet would run was put there by an export like ours: it is taken away again,
 * so that a file that was exported can be imported.
 */
function withoutGuard(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '');
}

/** What a row says about each field; empty where there is no such column. */
export function rowValues(cells: readonly string[], match: ColumnMatch): Record<ImportField, string> {
  const value = (field: ImportField) => {
    const at = match[field];
    return at === null ? '' : withoutGuard(cells[at] ?? '');
  };
  return {
    firstName: value('firstName'),
    lastName: value('lastName'),
    email: value('email'),
    companyName: value('companyName'),
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

/** One text per address, however it is written: two rows with the same are the same customer. */
export function emailKey(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/** Finds rows whose address stands in an earlier row of the same file. */
export class EmailBook {
  readonly #rows = new Map<string, number>();

  /** Notes the address of a row; answers with the problem if an earlier row has it. */
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
