/** What stands in the place of the list when there are no rows to show. */

import { errorText } from '@/lib/actions/error-text';
import type { AppError } from '@/lib/result';
import { Banner } from '../ui/banner';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

/** No customers at all: teaches the first steps. */
export function NoCustomers({ canAct }: { readonly canAct: boolean }) {
  return (
    <EmptyState
      title="No customers yet"
      actions={
        canAct && (
          <LinkButton href="/customers/new" variant="primary">
            New customer
          </LinkButton>
        )
      }
    >
      <p>
        A customer is a business that has to pass 1Money’s KYB. Create one, then start onboarding: the customer fills in
        1Money’s form, and this list shows whose turn it is.
      </p>
      <p>
        Just looking? <code className="font-mono">npm run demo</code> starts the portal with example customers.
      </p>
    </EmptyState>
  );
}

/** Customers exist, but none fits the filter. */
export function NoMatch({ search }: { readonly search: string }) {
  return (
    <EmptyState title="No customer matches" actions={<LinkButton href="/customers">Clear filters</LinkButton>}>
      <p>{search ? `Nothing was found for “${search}”.` : 'No customer has this status at the moment.'}</p>
      <p>The search looks at business names and e-mail addresses.</p>
    </EmptyState>
  );
}

interface ListErrorProps {
  readonly error: AppError;
  readonly referenceId?: string;
  readonly retryHref: string;
}

/** The list could not be read at all. */
export function ListError({ error, referenceId, retryHref }: ListErrorProps) {
  const { title, text, whatToDo } = errorText(error);
  return (
    <Banner
      tone="bad"
      title={title}
      referenceId={referenceId ?? error.requestId}
      action={
        <LinkButton href={retryHref} size="sm">
          Try again
        </LinkButton>
      }
    >
      <p>
        {text} {whatToDo}
      </p>
    </Banner>
  );
}
