import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { CustomerTableSkeleton } from '@/components/customers/customer-table-skeleton';
import { type CustomerListQuery, customersHref, isBare, toCustomerListQuery } from '@/components/customers/keys';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { canCreateCustomer } from '@/lib/auth/roles';
import { requireScope } from '@/lib/auth/session';
import type { StaffScope } from '@/lib/scope';
import { readSavedViews } from '@/lib/services/saved-views';
import { CustomerList, readCustomerList } from './customer-list';

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
          canCreateCustomer(scope.role) && (
            <LinkButton href="/customers/new" variant="primary">
              New customer
            </LinkButton>
          )
        }
      />
      <Suspense fallback={<CustomerTableSkeleton query={query} />}>
        {(await isDocument()) ? (
          <CustomerList scope={scope} query={query} data={await readCustomerList(scope, query)} />
        ) : (
          <LaterList scope={scope} query={query} />
        )}
      </Suspense>
    </>
  );
}

/**
 * Whether the browser loads this as a document. Then the list is waited for, so that it is there without scripts, which
 * alone could put it in the place of the skeleton. Whoever comes from another page of ours sees the skeleton at once.
 */
async function isDocument(): Promise<boolean> {
  return (await headers()).get('sec-fetch-dest') !== 'empty';
}

async function LaterList({ scope, query }: { readonly scope: StaffScope; readonly query: CustomerListQuery }) {
  return <CustomerList scope={scope} query={query} data={await readCustomerList(scope, query)} />;
}

/** An address that says nothing about the list opens the person's own default view, if there is one. */
async function openDefaultView(scope: StaffScope): Promise<void> {
  const view = (await readSavedViews(scope)).find(({ isDefault }) => isDefault);
  const query = view && toCustomerListQuery(Object.fromEntries(new URLSearchParams(view.query)));
  if (query && !isBare(query)) redirect(customersHref(query));
}
