import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CustomerFileLinks } from '@/components/customers/customer-file-links';
import { CustomerTableSkeleton } from '@/components/customers/customer-table-skeleton';
import { customersHref, isBare, toCustomerListQuery } from '@/components/customers/keys';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonOnArrival } from '@/components/ui/skeleton-on-arrival';
import { canCreateCustomer, canStartOnboarding } from '@/lib/auth/roles';
import { requireScope } from '@/lib/auth/session';
import type { StaffScope } from '@/lib/scope';
import { readSavedViews } from '@/lib/services/saved-views';
import { CustomerList } from './customer-list';

export const metadata: Metadata = { title: 'Customers' };

export default async function CustomersPage({ searchParams }: PageProps<'/customers'>) {
  const query = toCustomerListQuery(await searchParams);
  const scope = await requireScope(customersHref(query));
  if (isBare(query)) await openDefaultView(scope);
  return (
    <>
      <PageHeader
        title="Customers"
        actions={
          <>
            <CustomerFileLinks query={query} canImport={canCreateCustomer(scope.role)} />
            {canCreateCustomer(scope.role) && (
              <LinkButton href="/customers/new" variant="primary">
                New customer
              </LinkButton>
            )}
          </>
        }
      />
      <SkeletonOnArrival skeleton={<CustomerTableSkeleton query={query} canAct={canStartOnboarding(scope.role)} />}>
        <CustomerList scope={scope} query={query} />
      </SkeletonOnArrival>
    </>
  );
}

/** An address that says nothing about the list opens the person's own default view, if there is one. */
async function openDefaultView(scope: StaffScope): Promise<void> {
  const view = (await readSavedViews(scope)).find(({ isDefault }) => isDefault);
  const query = view && toCustomerListQuery(Object.fromEntries(new URLSearchParams(view.query)));
  if (query && !isBare(query)) redirect(customersHref(query));
}
