import { customerColumns } from '@/components/customers/customer-columns';
import { NoCustomers, NoMatch } from '@/components/customers/customer-list-states';
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
} from '@/components/customers/keys';
import { ListToolbar } from '@/components/customers/list-toolbar';
import { LiveCustomerTable } from '@/components/customers/live-customer-table';
import { SelectionBar } from '@/components/customers/selection-bar';
import { UpstreamBanner } from '@/components/shell/upstream-banner';
import { Pagination } from '@/components/ui/pagination';
import { findAnswer } from '@/lib/actions/answer-cookie';
import { draftBulkRunAction } from '@/lib/actions/bulk';
import { startOnboardingAction } from '@/lib/actions/customers';
import { actionField } from '@/lib/actions/document-action';
import { canActOnMany, canCreateCustomer, canStartOnboarding } from '@/lib/auth/roles';
import { formatCount } from '@/lib/format';
import type { CustomerPage } from '@/lib/kyb/customer-view';
import type { StaffScope } from '@/lib/scope';
import { readCustomerPage } from '@/lib/services/read-customers';
import { readPossibleOwners } from '@/lib/services/read-possible-owners';
import { readReentry } from '@/lib/services/rules';
import { readSavedViews, readStaffNames } from '@/lib/services/saved-views';

interface CustomerListProps {
  readonly scope: StaffScope;
  readonly query: CustomerListQuery;
}

/** Tabs, tools, table and pages of the list that was asked for. */
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
        canAct={canStartOnboarding(scope.role)}
        rejectedReentry={reentry.rejectedReentry}
        start={{ actionField: actionField(startOnboardingAction), returnTo: customersHref(query) }}
        startAnswer={await findAnswer(page.items.map(({ id }) => id))}
        selection={
          canActOnMany(scope.role) && (
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
        whenEmpty={isNarrowed ? <NoMatch query={query} /> : <NoCustomers canAct={canCreateCustomer(scope.role)} />}
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
