import type { Metadata } from 'next';
import { ActivityFilters } from '@/components/activity/activity-filters';
import {
  ACTIVITY_PARAMS,
  activityExportHref,
  activityHref,
  hasActivityFilter,
  toActivityQuery,
} from '@/components/activity/activity-query';
import { NoActivity, NoActivityMatch } from '@/components/activity/activity-states';
import { ActivityTable } from '@/components/activity/activity-table';
import { IgnoredParams } from '@/components/ui/ignored-params';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { findUnreadable, readActivity } from '@/lib/features/activity/read-activity';
import { requireScope } from '@/lib/platform/auth/session';
import { unknownNames } from '@/lib/platform/input/params';

export const metadata: Metadata = { title: 'Activity' };

/** The audit log. All staff may read and export it: auditors are viewers. */
export default async function ActivityPage({ searchParams }: PageProps<'/activity'>) {
  const given = await searchParams;
  const asked = toActivityQuery(given);
  const unreadable = findUnreadable(asked);
  const query = { ...asked, ...Object.fromEntries(unreadable.map((name) => [name, ''])) };
  const scope = await requireScope(activityHref(asked));
  const page = await readActivity(scope, query);
  return (
    <>
      <PageHeader
        title="Activity"
        actions={
          // Plain links without `download`: the response may be the reauthentication page.
          <>
            <a href={activityExportHref(query, 'csv')} className="btn btn-secondary">
              Export CSV
            </a>
            <a href={activityExportHref(query, 'json')} className="btn btn-secondary">
              Export JSON
            </a>
          </>
        }
      >
        Who did what, when and with which outcome. Nothing here can be changed.
      </PageHeader>
      <IgnoredParams names={[...unreadable, ...unknownNames(Object.keys(given), ACTIVITY_PARAMS)]} />
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
