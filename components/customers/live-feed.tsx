'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { CustomerPage } from '@/lib/features/customers/customer-view.rules';
import { pluralise } from '@/lib/format';
import { Banner } from '../ui/banner';
import { LocalTime } from '../ui/local-time';
import { type CustomerListQuery, customersKey } from './customer-list-query';
import type { Shown } from './shown-page';
import { UpstreamBanner } from './upstream-banner';
import { type LiveProblem, useLivePage } from './use-live-page';

export interface LiveFeedProps {
  readonly page: CustomerPage;
  readonly query: CustomerListQuery;
  readonly onShown: (shown: Shown) => void;
}

/** Fetches changes, passes them to the table, and shows above it what does not fit in. */
export function LiveFeed({ page, query, onShown }: LiveFeedProps) {
  const { current, problem } = useLivePage(page, customersKey(query));
  const router = useRouter();
  useEffect(() => onShown(current), [current, onShown]);
  const { newCount, goneIds } = current;
  return (
    <>
      <UpstreamBanner health={current.upstream} />
      {problem && <ProblemBanner problem={problem} />}
      <p role="status" className="sr-only">
        {current.announcement}
      </p>
      {(newCount > 0 || goneIds.size > 0) && (
        <div className="banner tone-waiting items-center">
          <p className="flex-1">
            {newCount > 0 ? `${pluralise(newCount, 'new customer')}.` : 'This list has changed.'}
          </p>
          <button type="button" className="btn btn-secondary btn-sm" onClick={() => router.refresh()}>
            Reload the list
          </button>
        </div>
      )}
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
        The portal did not answer. What is shown is as of <LocalTime at={problem.since} as="time" />
        <span>; it updates again by itself.</span>
      </p>
    </Banner>
  );
}
