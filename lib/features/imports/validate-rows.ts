/** Checks the rows of a file batch by batch, each against the rows before it and the existing customers. */
import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { RowProblem } from '@/lib/platform/db/column-values';
import { emailKey } from '@/lib/platform/input/email-address';
import { checkRow, type RowLayout, rowValues, SeenEmails, swallowedRow } from './import-check.rules';
import { idsByEmail } from './imports.queries';
import type { CheckedImportRow } from './imports.writes';

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface Validation extends RowLayout {
  /** The line that names the columns; null when none does. */
  readonly headerNumber: number | null;
}

/** Returns a checker that remembers the addresses of all rows it has seen; pass it the rows in order. */
export function openValidator(scope: StaffScope, db: Db, { headerNumber, ...layout }: Validation) {
  const { match } = layout;
  const book = new SeenEmails();

  const validateRow = ({ number, cells }: Line) => {
    if (number === headerNumber)
      return { number, cells, state: 'header', email: null, problems: [], customerId: null } as const;
    const checked = checkRow(cells, match);
    const { email } = rowValues(cells, match);
    const isAddress = checked.problems.every(({ field }) => field !== 'email');
    const duplicate = isAddress ? book.enter(email, number) : null;
    const swallowed = swallowedRow(cells, layout);
    const problems: readonly RowProblem[] = [
      ...checked.problems,
      ...(duplicate ? [duplicate] : []),
      ...(swallowed ? [swallowed] : []),
    ];
    const state = problems.length > 0 ? 'problem' : 'ready';
    return { number, cells, state, email: isAddress ? emailKey(email) : null, problems, customerId: null } as const;
  };

  return async (lines: readonly Line[]): Promise<readonly CheckedImportRow[]> => {
    const validated = lines.map(validateRow);
    const wanted = validated.flatMap(({ state, email }) => (state === 'ready' && email !== null ? [email] : []));
    const known = await idsByEmail(scope, db, wanted);
    return validated.map((row) => {
      const customerId = row.state === 'ready' && row.email !== null ? known.get(row.email) : undefined;
      return customerId === undefined ? row : { ...row, state: 'existing', customerId };
    });
  };
}
