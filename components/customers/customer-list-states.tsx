import { LIST_TAB_LABEL, type ListTab } from '@/lib/features/customers/customer-list.rules';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import {
  type CustomerListQuery,
  changedHref,
  clearedHref,
  hasFilter,
  isShortSearch,
  tabOf,
} from './customer-list-query';

/** First steps, shown while there are no customers at all. */
export function NoCustomers({ canAct }: { readonly canAct: boolean }) {
  return (
    <EmptyState
      title="No customers yet"
      actions={
        canAct && (
          <>
            <LinkButton href="/customers/new" variant="primary">
              New customer
            </LinkButton>
            <LinkButton href="/customers/import">Import a file</LinkButton>
          </>
        )
      }
    >
      <p>
        A customer is a business that has to pass 1Money’s KYB. Create one or import a file with many, then start
        onboarding or send an invite: the customer fills in 1Money’s form, and this list shows whose turn it is.
      </p>
      <p>
        Just looking?{' '}
        <code translate="no" className="font-mono">
          npm run demo
        </code>{' '}
        starts the portal with example customers, and{' '}
        <code translate="no" className="font-mono">
          npm run seed -- --customers 1000
        </code>{' '}
        fills this one from the emulator.
      </p>
    </EmptyState>
  );
}

const EMPTY_TAB_TEXT: Readonly<Record<ListTab, string>> = {
  all: 'No customer is like that at the moment.',
  needs_customer: 'Nobody waits for a customer at the moment.',
  in_review: '1Money has nobody in review at the moment.',
  setting_up: 'No accounts are being prepared at the moment.',
  approved: 'Nobody has been approved yet.',
  overdue: 'Nobody is overdue: every invite was opened in time, and no status has lasted too long.',
};

/** Customers exist, but none match. */
export function NoMatch({ query }: { readonly query: CustomerListQuery }) {
  const tab = tabOf(query);
  if (!hasFilter(query))
    return (
      <EmptyState title="No customer matches" actions={<LinkButton href={clearedHref(query)}>Show all</LinkButton>}>
        <p>{EMPTY_TAB_TEXT[tab]}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      title="No customer matches"
      actions={
        <>
          {tab !== 'all' && <LinkButton href={changedHref(query, { tab: 'all' })}>Look in all tabs</LinkButton>}
          <LinkButton href={clearedHref(query)}>Clear filters</LinkButton>
        </>
      }
    >
      <p>
        <span>{query.search ? `Nothing was found for “${query.search}”` : 'Nobody fits these filters'}</span>
        <span>{tab === 'all' ? '.' : ` in “${LIST_TAB_LABEL[tab]}”.`}</span>
      </p>
      <p>The search looks for the text anywhere in names, e-mail addresses and ids.</p>
      {isShortSearch(query) && (
        <p>One or two letters are looked for among the first 10,000 customers only: type more to search all.</p>
      )}
    </EmptyState>
  );
}
