import type {
  CustomerListItem,
  CustomerPage,
  TabCounts,
  UpstreamHealth,
} from '@/lib/features/customers/customer-view.rules';

/** An answer of our own API; the server-rendered page has no moment of arrival. */
export interface FetchedPage extends CustomerPage {
  readonly at?: string;
}

/** What the list shows: the page it began with, and later changes. */
export interface Shown {
  /** The server-rendered page this began with. */
  readonly base: CustomerPage;
  /** The last answer that was merged in, or that was there before the page and is therefore skipped. */
  readonly last: FetchedPage | undefined;
  readonly asOf: string;
  readonly rows: readonly CustomerListItem[];
  readonly tabs: TabCounts;
  readonly updatedIds: ReadonlySet<string>;
  readonly goneIds: ReadonlySet<string>;
  readonly newCount: number;
  readonly upstream: UpstreamHealth;
  /** One sentence for screen readers about the last change; empty when there was none. */
  readonly announcement: string;
  /** How many changes were shown since the page was opened, for the tab's title. */
  readonly news: number;
}

export function beginShowing(base: CustomerPage, last?: FetchedPage): Shown {
  const none = new Set<string>();
  const { items: rows, tabs, upstream } = base;
  return {
    base,
    last,
    asOf: new Date().toISOString(),
    rows,
    tabs,
    upstream,
    updatedIds: none,
    goneIds: none,
    newCount: 0,
    announcement: '',
    news: 0,
  };
}
