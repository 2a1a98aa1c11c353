import type { Metadata } from 'next';
import { CustomerFilters } from '@/components/customers/customer-filters';
import { NoCustomers, NoMatch } from '@/components/customers/customer-list-states';
import { customersHref, hasFilter, neighbourHrefs, toCustomerListQuery } from '@/components/customers/keys';
import { LiveCustomerTable } from '@/components/customers/live-customer-table';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { startOnboardingAction } from '@/lib/actions/customers';
import { canCreateCustomer, canStartOnboarding } from '@/lib/auth/roles';
import { requireScope } from '@/lib/auth/session';
import { pluralise } from '@/lib/format';
import { readCustomerPage } from '@/lib/services/read-customers';
import { readReentry } from '@/lib/services/rules';

export const metadata: Metadata = { title: 'Customers' };

export default async function CustomersPage({ searchParams }: PageProps<'/customers'>) {
  const query = toCustomerListQuery(await searchParams);
  const scope = await requireScope(customersHref(query));
  const page = await readCustomerPage(scope, query);
  const isFiltered = hasFilter(query);
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
      >
        {isFiltered ? `${pluralise(page.total, 'customer')} found` : pluralise(page.total, 'customer')}
      </PageHeader>
      <CustomerFilters query={query} />
      <LiveCustomerTable
        key={customersHref(query)}
        page={page}
        query={query}
        canAct={canStartOnboarding(scope.role)}
        rejectedReentry={(await readReentry()).rejectedReentry}
        startAction={startOnboardingAction}
        whenEmpty={
          isFiltered ? <NoMatch search={query.search} /> : <NoCustomers canAct={canCreateCustomer(scope.role)} />
        }
      />
      <Pagination label="Pages of customers" {...neighbourHrefs(query, page)} />
    </>
  );
}
