/**
 * The list's query: every choice about the list, as URL parameters of the page. Those that decide which customers are
 * shown are also the parameters of `GET /api/customers`, the SWR key of the live list.
 */
import {
  DEFAULT_COLUMNS,
  DEFAULT_ORDER,
  DENSITIES,
  type Density,
  LIST_COLUMNS,
  LIST_FILTERS,
  LIST_PAGE_PARAMS,
  LIST_PARAMS,
  LIST_TABS,
  type ListColumn,
  type ListOrder,
  type ListPageParams,
  type ListTab,
  parseOrder,
} from '@/lib/features/customers/customer-list.rules';
import type { CustomerPage } from '@/lib/features/customers/customer-view.rules';

/** Text values, empty if not given. `older` and `newer` are opaque cursors, at most one of them set. */
export type CustomerListQuery = ListPageParams & Readonly<Record<'columns' | 'density', string>>;

export const NO_QUERY: CustomerListQuery = {
  search: '',
  tab: '',
  status: '',
  invite: '',
  owner: '',
  createdFrom: '',
  createdTo: '',
  changedFrom: '',
  changedTo: '',
  sort: '',
  older: '',
  newer: '',
  columns: '',
  density: '',
};

/** Reads the query from a page's `searchParams`. The first of repeated parameters counts, but all of `columns`. */
export function toCustomerListQuery(params: Record<string, string | string[] | undefined>): CustomerListQuery {
  const query: Record<keyof CustomerListQuery, string> = { ...NO_QUERY };
  for (const name of LIST_PARAMS) {
    const given = params[name];
    const values = Array.isArray(given) ? given : [given ?? ''];
    query[name] = (name === 'columns' ? values.join(',') : (values[0] ?? '')).trim();
  }
  return query;
}

/** Removes parameters whose values the list rejects. */
export function withoutParams(
  query: CustomerListQuery,
  names: readonly (keyof CustomerListQuery)[],
): CustomerListQuery {
  return { ...query, ...Object.fromEntries(names.map((name) => [name, ''])) };
}

function withQuery(path: string, given: readonly (readonly [string, string])[]): string {
  const params = new URLSearchParams(given.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
  return params.size === 0 ? path : `${path}?${params}`;
}

export function customersHref(query: CustomerListQuery): string {
  return withQuery(
    '/customers',
    LIST_PARAMS.map((name) => [name, query[name]]),
  );
}

export function customersKey(query: CustomerListQuery): string {
  return withQuery(
    '/api/customers',
    LIST_PAGE_PARAMS.map((name) => [name, query[name]]),
  );
}

/** The same list with changes, from its first page. */
export function changedHref(query: CustomerListQuery, changes: Partial<CustomerListQuery>): string {
  return customersHref({ ...query, older: '', newer: '', ...changes });
}

/** URL of the export: all rows, whatever page is shown. */
export function customersExportHref(query: CustomerListQuery, format: 'csv' | 'json'): string {
  const firstPage = { ...query, older: '', newer: '' };
  return withQuery('/customers/export', [
    ...LIST_PAGE_PARAMS.map((name) => [name, firstPage[name]] as const),
    ['format', format],
  ]);
}

interface Choice {
  readonly customer: readonly string[];
  readonly all?: 'on';
  /** The list's query, as in the URL. */
  readonly filter?: string;
}

/**
 * URL of the export of selected customers. Ids contain no dot. 50 ids fit into `next` (2,048 characters) and a page has
 * 25; "all that match" is sent as a filter.
 */
export function chosenExportHref({ customer, all, filter }: Choice): string {
  if (all !== 'on') return withQuery('/customers/export', [['customers', customer.join('.')]]);
  return customersExportHref(toCustomerListQuery(Object.fromEntries(new URLSearchParams(filter ?? ''))), 'csv');
}

/** URLs of the neighbouring pages; null at the ends. */
export function neighbourHrefs(query: CustomerListQuery, page: Pick<CustomerPage, 'olderCursor' | 'newerCursor'>) {
  const { olderCursor, newerCursor } = page;
  return {
    olderHref: olderCursor === null ? null : changedHref(query, { older: olderCursor }),
    newerHref: newerCursor === null ? null : changedHref(query, { newer: newerCursor }),
  };
}

/** Whether anything but the tab narrows the list. */
export function hasFilter(query: CustomerListQuery): boolean {
  return LIST_FILTERS.some((name) => name !== 'tab' && query[name] !== '');
}

/** Whether the URL has no list parameters, so that the default view applies. */
export function isBare(query: CustomerListQuery): boolean {
  return LIST_PARAMS.every((name) => query[name] === '');
}

/** Clears the filters and keeps order, columns and density. */
export function clearedHref(query: CustomerListQuery): string {
  const { sort, columns, density } = query;
  return customersHref({ ...NO_QUERY, tab: 'all', sort, columns, density });
}

export function tabOf(query: CustomerListQuery): ListTab {
  return LIST_TABS.find((tab) => tab === query.tab) ?? 'all';
}

export function orderOf(query: CustomerListQuery): ListOrder {
  return query.sort === '' ? DEFAULT_ORDER : parseOrder(query.sort);
}

/** In the order of the table, not of the URL. */
export function columnsOf(query: CustomerListQuery): readonly ListColumn[] {
  const chosen = query.columns.split(',');
  const known = LIST_COLUMNS.filter((column) => chosen.includes(column));
  return known.length === 0 && query.columns !== 'none' ? DEFAULT_COLUMNS : known;
}

export function densityOf(query: CustomerListQuery): Density {
  return DENSITIES.find((density) => density === query.density) ?? 'comfortable';
}

/** Everything but the page cursor. */
export function savedQuery(query: CustomerListQuery): string {
  return customersHref({ ...query, older: '', newer: '' }).slice('/customers?'.length);
}

/** Too short to search all customers of a large list (lib/features/customers/list-search.queries.ts). */
export function isShortSearch({ search }: CustomerListQuery): boolean {
  return search !== '' && !/[\p{L}\p{M}\p{N}]{3}/u.test(search.normalize('NFC'));
}
