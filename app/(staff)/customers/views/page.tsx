import type { Metadata } from 'next';
import { customersHref, savedQuery, toCustomerListQuery } from '@/components/customers/customer-list-query';
import { SaveViewForm } from '@/components/saved-views/save-view-form';
import { SavedViewList } from '@/components/saved-views/saved-view-list';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { removeViewAction, saveViewAction, setDefaultViewAction } from '@/lib/features/saved-views/actions';
import { readSavedViews } from '@/lib/features/saved-views/saved-views';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Views of the customer list' };

/** Saves and manages views. A separate page keeps this out of the list. */
export default async function ViewsPage({ searchParams }: PageProps<'/customers/views'>) {
  const given = (await searchParams).query;
  const text = Array.isArray(given) ? (given[0] ?? '') : (given ?? '');
  const query = toCustomerListQuery(Object.fromEntries(new URLSearchParams(text)));
  const scope = await requireScope('/customers/views');
  const saved = savedQuery(query);
  return (
    <>
      <PageHeader title="Views of the list" back={{ href: customersHref(query), label: 'Customers' }}>
        A view is a name for tab, search, filters, order and columns. Whoever opens it sees the customers of that
        moment.
      </PageHeader>
      <Panel title="Save a view">
        <SaveViewForm action={saveViewAction} query={saved} canShare={can(scope.role, 'share_views')} />
      </Panel>
      <Panel title="Saved views">
        <SavedViewList
          views={await readSavedViews(scope)}
          removeAction={removeViewAction}
          defaultAction={setDefaultViewAction}
        />
      </Panel>
    </>
  );
}
