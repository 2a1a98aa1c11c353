/** Pieces of a data table: a real table on a wide screen, cards on a narrow one (table.css). */
import type { ReactNode } from 'react';
import { AppLink } from './app-link';

export interface Column {
  readonly key: string;
  readonly label: string;
  /** Tailwind class with the column's width in the wide table. */
  readonly width?: string | undefined;
  /** Link that sorts by this column, or reverses the order. */
  readonly sortHref?: string;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Rows: `<tr>` of `Cell`. */
  readonly children: ReactNode;
  readonly isBusy?: boolean;
  readonly isCompact?: boolean;
  /** Head of the checkbox column. */
  readonly leadHead?: ReactNode;
}

export function Table({ caption, columns, children, isBusy, isCompact, leadHead }: TableProps) {
  return (
    <table className={isCompact ? 'table table-compact' : 'table'} aria-busy={isBusy}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {leadHead && <td className="lead-head w-11">{leadHead}</td>}
          {columns.map(({ key, label, width, sortHref, sorted }) => (
            <th key={key} scope="col" className={width} aria-sort={sorted}>
              {sortHref ? (
                <AppLink href={sortHref} className="sort-link">
                  <span>{label}</span>
                  {sorted && <span aria-hidden="true">{` ${sorted === 'ascending' ? '↑' : '↓'}`}</span>}
                </AppLink>
              ) : (
                label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface CellProps {
  /** Column name, shown below the wide layout. Leave it out if the content explains itself. */
  readonly label?: string;
  /** Below the wide layout: `wide` takes its own line on a phone; `head` is first and `end` last, beside the others. */
  readonly place?: 'wide' | 'head' | 'end';
  readonly children: ReactNode;
}

export function Cell({ label, place, children }: CellProps) {
  return (
    <td data-label={label} className={place && `cell-${place}`}>
      {children}
    </td>
  );
}

interface SkeletonRowsProps {
  readonly columns: readonly Column[];
  readonly rows?: number;
  /** Whether to add a checkbox column. */
  readonly hasLead?: boolean;
}

export function SkeletonRows({ columns, rows = 8, hasLead = false }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never change places
    <tr key={row}>
      {hasLead && (
        <td className="cell-lead">
          <span className="row-box" />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key}>
          <span className="skeleton my-1 w-3/4" />
          <span className="skeleton my-1 w-2/5" />
        </td>
      ))}
    </tr>
  ));
}
