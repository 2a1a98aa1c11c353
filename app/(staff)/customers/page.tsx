import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CustomerFileLinks } from '@/components/customers/customer-file-links';
import { customersHref, isBare, toCustomerListQuery, withoutParams } from '@/components/customers/customer-list-query';
import { CustomerTableSkeleton } from '@/components/customers/customer-table-skeleton';
import { LinkButton } from '@/components/ui/button';
import { IgnoredParams } from '@/components/ui/ignored-params';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonOnArrival } from '@/components/ui/skeleton-on-arrival';
import { findUnreadable } from '@/lib/features/customers/customer-filter';
import { LIST_PARAMS } from '@/lib/features/customers/customer-list.rules';
import { readSavedViews } from '@/lib/features/saved-views/saved-views';
import { can } from '@/lib/platform/auth/roles';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { requireScope } from '@/lib/platform/auth/session';
import { unknownNames } from '@/lib/platform/input/params';
import { CustomerList } from './customer-list';

export const metadata: Metadata = { title: 'Customers' };

export default async function CustomersPage({ searchParams }: PageProps<'/customers'>) {
  const given = await searchParams;
  const asked = toCustomerListQuery(given);
  const unreadable = findUnreadable(asked);
  const query = withoutParams(asked, unreadable);
  const ignored = [...unreadable, ...unknownNames(Object.keys(given), LIST_PARAMS)];
  const scope = await requireScope(customersHref(asked));
  if (isBare(query) && ignored.length === 0) await openDefaultView(scope);
  return (
    <>
      <PageHeader
        title="Customers"
        actions={
          <>
            <CustomerFileLinks query={query} canImport={can(scope.role, 'create_customer')} />
            {can(scope.role, 'create_customer') && (
              <LinkButton href="/customers/new" variant="primary">
                New customer
              </LinkButton>
            )}
          </>
        }
      />
      <IgnoredParams names={ignored} />
      <SkeletonOnArrival
        skeleton={<CustomerTableSkeleton query={query} canAct={can(scope.role, 'start_onboarding')} />}
      >
        <CustomerList scope={scope} query={query} />
      </SkeletonOnArrival>
    </>
  );
}

/** A bare `/customers` opens the person's default view, if there is one. */
async function openDefaultView(scope: StaffScope): Promise<void> {
  const view = (await readSavedViews(scope)).find(({ isDefault }) => isDefault);
  const query = view && toCustomerListQuery(Object.fromEntries(new URLSearchParams(view.query)));
  if (query && !isBare(query)) redirect(customersHref(query));
}
