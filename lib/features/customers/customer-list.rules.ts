/**
 * What the customer list can be asked for, as data: tabs, sort keys, filters, columns. The URL, the query, the export
 * and bulk acts read it from here. Loaded into the browser: no schema, no sentence that only the server writes.
 */
import { TURNS } from '@/lib/kyb/status';

/** The tabs of the list, in this order. */
export const LIST_TABS = ['all', ...TURNS, 'overdue'] as const;
export type ListTab = (typeof LIST_TABS)[number];

export const LIST_TAB_LABEL: Readonly<Record<ListTab, string>> = {
  all: 'All',
  needs_customer: 'Needs customer',
  in_review: 'In review',
  setting_up: 'Setting up',
  approved: 'Approved',
  overdue: 'Overdue',
};

/**
 * `created`: when the customer was added; `name`: business; `status`: whose turn, then the status, then since when
 * (`status-order.ts`); `since`: in this status since; `checked`: last read; `owner`: by name, those without one last.
 */
export const LIST_SORTS = ['created', 'name', 'status', 'since', 'checked', 'owner'] as const;
export type ListSort = (typeof LIST_SORTS)[number];

export interface ListOrder {
  readonly sort: ListSort;
  readonly descending: boolean;
}

/** Newest first. */
export const DEFAULT_ORDER: ListOrder = { sort: 'created', descending: true };

/** `-created` for descending, `name` for ascending; anything else is the default order. */
export function parseOrder(text: string): ListOrder {
  const descending = text.startsWith('-');
  const sort = LIST_SORTS.find((known) => known === text.slice(descending ? 1 : 0));
  return sort ? { sort, descending } : DEFAULT_ORDER;
}

export function orderText({ sort, descending }: ListOrder): string {
  return `${descending ? '-' : ''}${sort}`;
}

/** Columns after the business (with e-mail and id), which is always there. */
export const LIST_COLUMNS = ['status', 'next', 'invite', 'since', 'checked', 'owner', 'created'] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

export const DEFAULT_COLUMNS: readonly ListColumn[] = ['status', 'next', 'invite', 'since', 'checked', 'owner'];

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** What narrows the list, by its name in the URL; each empty when not given. */
export const LIST_FILTERS = [
  'search',
  'tab',
  'status',
  'invite',
  'owner',
  'createdFrom',
  'createdTo',
  'changedFrom',
  'changedTo',
] as const;
export type ListFilterName = (typeof LIST_FILTERS)[number];

/**
 * The filter as text. `status`: a listed status. `invite`: a state or `none`. `owner`: the id of a member of staff,
 * `me` or `none`. Days are UTC, `…To` is the last one that counts.
 */
export type ListFilterParams = Readonly<Record<ListFilterName, string>>;

/** What decides which customers a page of the list shows: filter, order (`-created`) and at most one cursor. */
export const LIST_PAGE_PARAMS = [...LIST_FILTERS, 'sort', 'older', 'newer'] as const;
export type ListPageParams = ListFilterParams & Readonly<Record<'sort' | 'older' | 'newer', string>>;

/** All parameters of the list's page, those of its looks included. */
export const LIST_PARAMS = [...LIST_PAGE_PARAMS, 'columns', 'density'] as const;
