import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RecentRuns } from '@/components/bulk/recent-runs';
import { Banner } from '@/components/ui/banner';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { readRecentRuns } from '@/lib/features/bulk/read-bulk-runs';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Acts on many customers' };

/** Bulk runs, newest first. Not found for viewers. */
export default async function BulkRunsPage({ searchParams }: PageProps<'/customers/bulk'>) {
  const scope = await requireScope('/customers/bulk');
  if (!can(scope.role, 'run_bulk')) notFound();
  const [runs, { problem }] = await Promise.all([readRecentRuns(scope), searchParams]);
  return (
    <>
      <PageHeader title="Acts on many customers" back={{ href: '/customers', label: 'Customers' }}>
        Select customers in the list to invite, remind, assign or check them all.
      </PageHeader>
      {problem === 'nobody' && (
        <Banner tone="attention" title="Nobody was selected">
          <p>Check the box of each customer in the list, then choose what to do. Nothing was done.</p>
        </Banner>
      )}
      {problem === 'refused' && (
        <Banner tone="bad" title="This could not be prepared">
          <p>Nothing was done. Reload the list and select the customers again.</p>
        </Banner>
      )}
      <div className="panel">
        {runs.length > 0 ? (
          <RecentRuns runs={runs} />
        ) : (
          <EmptyState title="Nothing yet" actions={<LinkButton href="/customers?tab=all">Select customers</LinkButton>}>
            <p>
              Check the boxes of customers in the list, or choose all that match, then say what to do. A dry run shows
              who is concerned; the result for each is kept here.
            </p>
          </EmptyState>
        )}
      </div>
    </>
  );
}
