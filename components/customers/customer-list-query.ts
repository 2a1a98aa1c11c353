/**
 * The list's query: everything about it that can be chosen, as the parameters of the page's URL. Those that decide
 * which customers are shown are also the parameters of `GET /api/customers`, the key of the live list.
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

/** Every value as text, empty when not given; `older` and `newer` are opaque cursors, at most one of them. */
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

/** Reads the query from a page's `searchParams`; of repeated parameters the first counts, of columns all. */
export function toCustomerListQuery(params: Record<string, string | string[] | undefined>): CustomerListQuery {
  const query: Record<keyof CustomerListQuery, string> = { ...NO_QUERY };
  for (const name of LIST_PARAMS) {
    const given = params[name];
    const values = Array.isArray(given) ? given : [given ?? ''];
    query[name] = (name === 'columns' ? values.join(',') : (values[0] ?? '')).trim();
  }
  return query;
}

/** The same without these, which the list cannot be asked for. */
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

/** The same list with something else chosen, from its first page. */
export function changedHref(query: CustomerListQuery, changes: Partial<CustomerListQuery>): string {
  return customersHref({ ...query, older: '', newer: '', ...changes });
}

/** All rows of the list as a file, whatever page is shown. */
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
  /** The list's query, as in its address. */
  readonly filter?: string;
}

/**
 * The selected customers as a file. No id contains a dot, so 50 of ours fit into what `next` may hold; a page of the
 * list has 25, and all that match are a filter.
 */
export function chosenExportHref({ customer, all, filter }: Choice): string {
  if (all !== 'on') return withQuery('/customers/export', [['customers', customer.join('.')]]);
  return customersExportHref(toCustomerListQuery(Object.fromEntries(new URLSearchParams(filter ?? ''))), 'csv');
}

/** The addresses of the neighbouring pages; null at the ends. */
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

/** Whether the address says nothing about the list: then a person's own default view applies. */
export function isBare(query: CustomerListQuery): boolean {
  return LIST_PARAMS.every((name) => query[name] === '');
}

/** Without filters; what the list looks like stays. */
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

/** In the order of the table, whatever the order of the address. */
export function columnsOf(query: CustomerListQuery): readonly ListColumn[] {
  const chosen = query.columns.split(',');
  const known = LIST_COLUMNS.filter((column) => chosen.includes(column));
  return known.length === 0 && query.columns !== 'none' ? DEFAULT_COLUMNS : known;
}

export function densityOf(query: CustomerListQuery): Density {
  return DENSITIES.find((density) => density === query.density) ?? 'comfortable';
}

/** What a saved view keeps: everything but the place in the pages. */
export function savedQuery(query: CustomerListQuery): string {
  return customersHref({ ...query, older: '', newer: '' }).slice('/customers?'.length);
}

/** Too short to be searched among all customers of a large list (lib/features/customers/list-search.queries.ts). */
export function isShortSearch({ search }: CustomerListQuery): boolean {
  return search !== '' && !/[\p{L}\p{M}\p{N}]{3}/u.test(search.normalize('NFC'));
}
