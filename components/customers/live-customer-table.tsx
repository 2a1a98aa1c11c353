'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { followBoxes } from '@/components/ui/selection-boxes';
import type { CustomerPage } from '@/lib/features/customers/customer-view.rules';
import type { Elements } from '../ui/elements';
import type { CustomerListQuery } from './customer-list-query';
import { CustomerTable, type CustomerTableVariant } from './customer-table';
import { CustomerTabs } from './customer-tabs';
import type { LiveFeedProps } from './live-feed';
import { beginShowing, type Shown } from './shown-page';

interface LiveCustomerTableProps extends CustomerTableVariant {
  /** The page as the server rendered it. */
  readonly page: CustomerPage;
  readonly query: CustomerListQuery;
  /** Search and filters, between tabs and table. */
  readonly children: Elements;
  /** What to say about upstream, as the server knew it. */
  readonly banner: Elements;
  /** What to show when the page has no rows. */
  readonly whenEmpty: Elements;
  /** What can be done with the rows that are checked. */
  readonly selection: Elements;
}

/**
 * The list, kept fresh while it is visible. Rows stay where they are: values change in place, a changed row says so,
 * and new customers wait behind a notice until the reader asks for them. The script that does so is loaded after the
 * page, which works without it.
 */
export function LiveCustomerTable({
  page,
  query,
  children,
  banner,
  whenEmpty,
  selection,
  ...table
}: LiveCustomerTableProps) {
  const [Feed, setFeed] = useState<ComponentType<LiveFeedProps> | null>(null);
  const [latest, setLatest] = useState<Shown | null>(null);
  useEffect(() => {
    // Missing when a new version was just deployed: the list then stays as it is until it is reloaded.
    import('./live-feed').then((loaded) => setFeed(() => loaded.LiveFeed)).catch(() => undefined);
  }, []);
  // A page rendered again by the server starts over at once.
  const shown = latest?.base === page ? latest : beginShowing(page);
  return (
    <>
      <CustomerTabs query={query} counts={shown.tabs} />
      {children}
      {Feed ? <Feed page={page} query={query} onShown={setLatest} /> : banner}
      {/* biome-ignore lint/a11y: only hears of the checkboxes inside, which have their own names and keys */}
      <div onClick={followBoxes} data-keys>
        <div className="panel">
          {shown.rows.length === 0 ? (
            whenEmpty
          ) : (
            <CustomerTable
              items={shown.rows}
              updatedIds={shown.updatedIds}
              goneIds={shown.goneIds}
              isAway={shown.upstream.state !== 'ok'}
              {...table}
            />
          )}
        </div>
        {selection}
      </div>
    </>
  );
}
