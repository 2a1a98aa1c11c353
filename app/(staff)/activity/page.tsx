import type { Metadata } from 'next';
import { ActivityFilters } from '@/components/activity/activity-filters';
import {
  activityExportHref,
  activityHref,
  hasActivityFilter,
  toActivityQuery,
} from '@/components/activity/activity-query';
import { NoActivity, NoActivityMatch } from '@/components/activity/activity-states';
import { ActivityTable } from '@/components/activity/activity-table';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { requireScope } from '@/lib/auth/session';
import { readActivity } from '@/lib/services/read-activity';

export const metadata: Metadata = { title: 'Activity' };

/** The audit trail. All staff may read and export it: auditors are viewers. */
export default async function ActivityPage({ searchParams }: PageProps<'/activity'>) {
  const query = toActivityQuery(await searchParams);
  const scope = await requireScope(activityHref(query));
  const page = await readActivity(scope, query);
  return (
    <>
      <PageHeader
        title="Activity"
        actions={
          // Plain links: an answer to be saved is no page of ours.
          <>
            <a href={activityExportHref(query, 'csv')} className="btn btn-secondary" download>
              Export CSV
            </a>
            <a href={activityExportHref(query, 'json')} className="btn btn-secondary" download>
              Export JSON
            </a>
          </>
        }
      >
        Who did what, when and with which outcome. Nothing here can be changed.
      </PageHeader>
      <ActivityFilters key={activityHref(query)} query={query} />
      <div className="panel">
        {page.items.length > 0 && <ActivityTable items={page.items} />}
        {page.items.length === 0 && (hasActivityFilter(query) ? <NoActivityMatch /> : <NoActivity />)}
      </div>
      <Pagination
        label="Pages of the activity"
        newerHref={query.older === '' ? null : activityHref({ ...query, older: '' })}
        newerLabel="Newest"
        olderHref={page.olderCursor && activityHref({ ...query, older: page.olderCursor })}
      />
    </>
  );
}
