/** Pieces of a data table: a real table on a wide screen, cards on a narrow one (table.css). */
import type { ReactNode } from 'react';
import { AppLink } from './app-link';

export interface Column {
  readonly key: string;
  readonly label: string;
  /** A Tailwind class with the column's width in the wide table. */
  readonly width?: string | undefined;
  /** Where the list is sorted by this column, or the other way round. */
  readonly sortHref?: string;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The rows: `<tr>` of `Cell`. */
  readonly children: ReactNode;
  readonly isBusy?: boolean;
  readonly isCompact?: boolean;
  /** A column before the others, for choosing rows. */
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
  /** The column's name, shown off the wide table; leave out where the content speaks for itself. */
  readonly label?: string;
  /**
   * Off the wide table: `wide` takes a line of its own on a phone, `end` stands beside the others at the end, `head`
   * before them.
   */
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
  /** A column before the others, as the table will have. */
  readonly hasLead?: boolean;
}

/** Rows of the same columns while the data is on its way. */
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
