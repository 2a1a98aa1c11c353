/**
 * The list's query: its parameters in the page's URL, and the same parameters at `GET /api/customers`, which is also
 * the key under which the live list keeps its data.
 */
import type { CustomerPage } from '@/lib/kyb/customer-view';

export interface CustomerListQuery {
  /** Free text; empty for none. */
  readonly search: string;
  /** Normalised KYB status, or `UNRECOGNISED` for all outside the table; empty for every status. */
  readonly status: string;
  /** Opaque cursors, at most one of them; both empty for the newest page. */
  readonly older: string;
  readonly newer: string;
}

/** Reads the query from a page's `searchParams`; of repeated parameters the first counts. */
export function toCustomerListQuery(params: Record<string, string | string[] | undefined>): CustomerListQuery {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  };
  return { search: one('search'), status: one('status'), older: one('older'), newer: one('newer') };
}

function withQuery(path: string, query: CustomerListQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

export function customersHref(query: CustomerListQuery): string {
  return withQuery('/customers', query);
}

export function customersKey(query: CustomerListQuery): string {
  return withQuery('/api/customers', query);
}

/** All rows of the list as a file, whatever page is shown. */
export function customersExportHref(query: CustomerListQuery, format: 'csv' | 'json'): string {
  const address = withQuery('/customers/export', { ...query, older: '', newer: '' });
  return `${address}${address.includes('?') ? '&' : '?'}format=${format}`;
}

/** The addresses of the neighbouring pages; null at the ends. */
export function neighbourHrefs(query: CustomerListQuery, page: Pick<CustomerPage, 'olderCursor' | 'newerCursor'>) {
  const { olderCursor, newerCursor } = page;
  return {
    olderHref: olderCursor === null ? null : customersHref({ ...query, older: olderCursor, newer: '' }),
    newerHref: newerCursor === null ? null : customersHref({ ...query, older: '', newer: newerCursor }),
  };
}

export function hasFilter(query: CustomerListQuery): boolean {
  return query.search !== '' || query.status !== '';
}
