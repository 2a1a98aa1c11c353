import type {
  CustomerListItem,
  CustomerPage,
  TabCounts,
  UpstreamHealth,
} from '@/lib/features/customers/customer-view.rules';

/** A response of our API; `at` is missing on the server-rendered page. */
export interface FetchedPage extends CustomerPage {
  readonly at?: string;
}

/** The rendered page with the changes merged since. */
export interface Shown {
  readonly base: CustomerPage;
  /** The last response that was merged, or skipped because it is older than the page. */
  readonly last: FetchedPage | undefined;
  readonly asOf: string;
  readonly rows: readonly CustomerListItem[];
  readonly tabs: TabCounts;
  readonly updatedIds: ReadonlySet<string>;
  readonly goneIds: ReadonlySet<string>;
  readonly newCount: number;
  readonly upstream: UpstreamHealth;
  /** Last change, for screen readers; empty if none. */
  readonly announcement: string;
  /** Changes since the page was opened, for the tab's title. */
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
