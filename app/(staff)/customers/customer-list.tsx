import { SelectionBar } from '@/components/bulk/selection-bar';
import { customerColumns } from '@/components/customers/customer-columns';
import {
  type CustomerListQuery,
  columnsOf,
  customersHref,
  densityOf,
  hasFilter,
  isShortSearch,
  neighbourHrefs,
  orderOf,
  savedQuery,
  tabOf,
} from '@/components/customers/customer-list-query';
import { NoCustomers, NoMatch } from '@/components/customers/customer-list-states';
import { ListToolbar } from '@/components/customers/list-toolbar';
import { LiveCustomerTable } from '@/components/customers/live-customer-table';
import { UpstreamBanner } from '@/components/customers/upstream-banner';
import { Pagination } from '@/components/ui/pagination';
import { draftBulkRunAction } from '@/lib/features/bulk/actions';
import type { CustomerPage } from '@/lib/features/customers/customer-view.rules';
import { startOnboardingAction } from '@/lib/features/onboarding/actions';
import { readPossibleOwners } from '@/lib/features/owners/read-possible-owners';
import { readSavedViews, readStaffNames } from '@/lib/features/saved-views/saved-views';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { readCustomerPage } from '@/lib/features/sync/read-customers';
import { formatCount } from '@/lib/format';
import { can } from '@/lib/platform/auth/roles';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { actionField } from '@/lib/platform/forms/document-action';
import { findFormState } from '@/lib/platform/forms/form-state-cookie';

interface CustomerListProps {
  readonly scope: StaffScope;
  readonly query: CustomerListQuery;
}

export async function CustomerList({ scope, query }: CustomerListProps) {
  const [page, views, staff, reentry, owners] = await Promise.all([
    readCustomerPage(scope, query),
    readSavedViews(scope),
    readStaffNames(scope),
    readReentry(),
    readPossibleOwners(scope),
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
        canAct={can(scope.role, 'start_onboarding')}
        rejectedReentry={reentry.rejectedReentry}
        start={{ actionField: actionField(startOnboardingAction), returnTo: customersHref(query) }}
        startState={await findFormState(page.items.map(({ id }) => id))}
        selection={
          can(scope.role, 'run_bulk') && (
            <SelectionBar
              action={draftBulkRunAction}
              filter={savedQuery(query)}
              total={page.total}
              isTotalCapped={page.isTotalCapped}
              hasMore={page.olderCursor !== null || page.newerCursor !== null}
              owners={owners}
              ownId={scope.userId}
            />
          )
        }
        banner={<UpstreamBanner health={page.upstream} />}
        whenEmpty={isNarrowed ? <NoMatch query={query} /> : <NoCustomers canAct={can(scope.role, 'create_customer')} />}
      >
        <ListToolbar query={query} views={views} staff={staff} />
        <p role="status" className="text-muted">
          {countText(page, query)}
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

function countText({ total, isTotalCapped }: CustomerPage, query: CustomerListQuery): string {
  const count = `${formatCount(total)}${isTotalCapped ? '+' : ''} ${total === 1 ? 'customer' : 'customers'}`;
  const found = hasFilter(query) ? `${count} found` : count;
  return isTotalCapped && isShortSearch(query) ? `${found} among the first 10,000; type more to search all` : found;
}
