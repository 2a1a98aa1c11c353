/** URL parameters of an import's page: which rows it shows. */
import { ROW_FILTERS, type RowFilter } from '@/lib/features/imports/import-view.rules';

export interface ImportRowsQuery {
  readonly filter: RowFilter;
  /** Rows after this row number; 0 for the first page. */
  readonly after: number;
}

/** Ignores invalid values. `otherwise`: the filter if the URL has none. */
export function toImportRowsQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
  otherwise: RowFilter,
): ImportRowsQuery {
  const filter = ROW_FILTERS.find((each) => each === params.rows) ?? otherwise;
  const after = Number(params.after ?? 0);
  return { filter, after: Number.isSafeInteger(after) && after > 0 && after < 1_000_000 ? after : 0 };
}

export function importHref(id: string, { filter, after }: ImportRowsQuery): string {
  return `/customers/import/${id}?rows=${filter}${after > 0 ? `&after=${after}` : ''}`;
}

export function importResultsHref(id: string, filter: RowFilter): string {
  return `/customers/import/${id}/results?rows=${filter}`;
}
