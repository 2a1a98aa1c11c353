'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { pluralise } from '@/lib/format';
import type { CustomerPage } from '@/lib/kyb/customer-view';
import { UpstreamBanner } from '../shell/upstream-banner';
import { Banner } from '../ui/banner';
import { LocalTime } from '../ui/local-time';
import { CustomerTable, type CustomerTableProps } from './customer-table';
import { type CustomerListQuery, customersKey } from './keys';
import { type LiveProblem, useLivePage } from './use-live-page';

interface LiveCustomerTableProps extends Omit<CustomerTableProps, 'items' | 'updatedIds' | 'goneIds'> {
  /** The page as the server rendered it. */
  readonly page: CustomerPage;
  readonly query: CustomerListQuery;
  /** What to show when the page has no rows. */
  readonly whenEmpty: ReactNode;
}

/**
 * The list, kept fresh while it is visible. Rows stay where they are: values change in place, a changed row says so,
 * and newcomers wait behind a notice until the reader asks for them.
 */
export function LiveCustomerTable({ page, query, whenEmpty, ...table }: LiveCustomerTableProps) {
  const live = useLivePage(page, customersKey(query));
  const router = useRouter();
  const hasMoved = live.newCount > 0 || live.goneIds.size > 0;
  return (
    <>
      <UpstreamBanner health={live.upstream} />
      {live.problem && <ProblemBanner problem={live.problem} />}
      <p role="status" className="sr-only">
        {live.announcement}
      </p>
      {hasMoved && (
        <div className="banner tone-waiting items-center">
          <p className="flex-1">
            {live.newCount > 0 ? `${pluralise(live.newCount, 'new customer')}.` : 'This list has changed.'}
          </p>
          <button type="button" className="btn btn-secondary btn-sm" onClick={() => router.refresh()}>
            Reload the list
          </button>
        </div>
      )}
      <div className="panel">
        {live.rows.length === 0 ? (
          whenEmpty
        ) : (
          <CustomerTable items={live.rows} updatedIds={live.updatedIds} goneIds={live.goneIds} {...table} />
        )}
      </div>
    </>
  );
}

function ProblemBanner({ problem }: { readonly problem: LiveProblem }) {
  if (problem.kind === 'signed_out') {
    return (
      <Banner
        tone="attention"
        title="You are signed out"
        action={
          <a href="/sign-in" className="btn btn-secondary btn-sm">
            Sign in
          </a>
        }
      >
        <p>This list is no longer updated.</p>
      </Banner>
    );
  }
  return (
    <Banner tone="attention" title="This list is not up to date">
      <p>
        The portal did not answer. What is shown is as of <LocalTime at={problem.since} as="time" />; it updates again
        by itself.
      </p>
    </Banner>
  );
}
