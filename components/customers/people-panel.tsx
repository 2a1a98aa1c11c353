import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';
import { CopyText } from '../ui/copy-text';
import { DescriptionList } from '../ui/description-list';
import { Panel } from '../ui/panel';

/** Contacts. Only 1Money knows the business's directors and owners. */
export function PeoplePanel({ customer }: { readonly customer: CustomerDetail }) {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  return (
    <Panel title="People">
      <DescriptionList
        items={[
          { term: 'Contact', value: name || <span className="text-muted">Unknown</span> },
          {
            term: 'E-mail',
            value: (
              <span className="flex flex-wrap items-center gap-x-2">
                <span translate="no">{customer.email}</span>
                <CopyText text={customer.email} what="e-mail address" />
              </span>
            ),
          },
        ]}
      />
      <p className="border-t border-line px-4 py-2 text-xs text-muted">
        Directors, owners and other persons are entered at 1Money and stay there: this portal stores nothing about them.
      </p>
    </Panel>
  );
}
