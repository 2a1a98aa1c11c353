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
  readonly page: CustomerPage;
  readonly query: CustomerListQuery;
  /** Search and filters, between tabs and table. */
  readonly children: Elements;
  /** Upstream's state as rendered by the server. */
  readonly banner: Elements;
  /** Shown when the page has no rows. */
  readonly whenEmpty: Elements;
  /** Actions for the selected rows. */
  readonly selection: Elements;
}

/**
 * Keeps the visible list fresh. Rows never move: values change in place, changed rows are marked, and new customers
 * wait behind a notice until the reader loads them. The script is loaded after the page, which works without it.
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
    // The chunk is missing after a deployment: the list then stays static until it is reloaded.
    import('./live-feed').then((loaded) => setFeed(() => loaded.LiveFeed)).catch(() => undefined);
  }, []);
  // A new render by the server replaces everything at once.
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
