import { customerColumns } from '@/components/customers/customer-columns';
import { NoCustomers, NoMatch } from '@/components/customers/customer-list-states';
import {
  type CustomerListQuery,
  columnsOf,
  densityOf,
  hasFilter,
  isShortSearch,
  neighbourHrefs,
  orderOf,
  tabOf,
} from '@/components/customers/keys';
import { ListToolbar } from '@/components/customers/list-toolbar';
import { LiveCustomerTable } from '@/components/customers/live-customer-table';
import { UpstreamBanner } from '@/components/shell/upstream-banner';
import { Pagination } from '@/components/ui/pagination';
import { startOnboardingAction } from '@/lib/actions/customers';
import { canCreateCustomer, canStartOnboarding } from '@/lib/auth/roles';
import { env } from '@/lib/env';
import { formatCount } from '@/lib/format';
import type { StaffScope } from '@/lib/scope';
import { readCustomerPage } from '@/lib/services/read-customers';
import { readSavedViews, readStaffNames } from '@/lib/services/saved-views';

interface CustomerListProps {
  readonly scope: StaffScope;
  readonly query: CustomerListQuery;
}

/** Tabs, tools, table and pages of the list that was asked for. */
export async function CustomerList({ scope, query }: CustomerListProps) {
  const [page, views, staff] = await Promise.all([
    readCustomerPage(scope, query),
    readSavedViews(scope),
    readStaffNames(scope),
  ]);
  const isByDate = orderOf(query).sort === 'created';
  const isNarrowed = hasFilter(query) || tabOf(query) !== 'all';
  return (
    <>
      <LiveCustomerTable
        page={page}
        query={query}
        columns={customerColumns(query)}
        shown={columnsOf(query)}
        isCompact={densityOf(query) === 'compact'}
        canAct={canStartOnboarding(scope.role)}
        rejectedReentry={env().rejectedReentry}
        startAction={startOnboardingAction}
        banner={<UpstreamBanner health={page.upstream} />}
        whenEmpty={isNarrowed ? <NoMatch query={query} /> : <NoCustomers canAct={canCreateCustomer(scope.role)} />}
      >
        <ListToolbar query={query} views={views} staff={staff} />
        <p role="status" className="text-muted">
          {formatCount(page.total)}
          {page.isTotalCapped && '+'} {page.total === 1 ? 'customer' : 'customers'}
          {hasFilter(query) && ' found'}
          {page.isTotalCapped && isShortSearch(query) && ' among the first 10,000; type more to search all'}
        </p>
      </LiveCustomerTable>
      <Pagination
        label="Pages of customers"
        {...neighbourHrefs(query, page)}
        {...(!isByDate && { newerLabel: 'Previous', olderLabel: 'Next' })}
      />
    </>
  );
}
