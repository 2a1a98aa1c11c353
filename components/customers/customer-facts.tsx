import type { ReactNode } from 'react';
import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';
import { CopyText } from '../ui/copy-text';
import { type Description, DescriptionList } from '../ui/description-list';
import { LocalTime } from '../ui/local-time';

export function CustomerFacts({ customer }: { readonly customer: CustomerDetail }) {
  const items: readonly Description[] = [
    { term: 'Business', value: customer.businessName },
    { term: 'Company as entered', value: orUnknown(customer.companyName) },
    { term: 'Form submitted', value: instant(customer.submittedAt, 'Not yet') },
    { term: 'Last onboarding link', value: instant(customer.lastLinkAt, 'None from this portal') },
    { term: 'Changed at 1Money', value: instant(customer.upstreamUpdatedAt, 'Unknown') },
    {
      term: 'Created',
      value: (
        <>
          <LocalTime at={customer.createdAt} />
          {customer.createdByName && <span>{` by ${customer.createdByName}`}</span>}
        </>
      ),
    },
    { term: '1Money customer id', value: id(customer.upstreamId, '1Money customer id') },
    { term: 'Portal id', value: id(customer.id, 'portal id') },
  ];
  return <DescriptionList items={items} />;
}

function orUnknown(text: string | null): ReactNode {
  return text || <span className="text-muted">Unknown</span>;
}

function instant(at: string | null, otherwise: string): ReactNode {
  return at ? <LocalTime at={at} /> : <span className="text-muted">{otherwise}</span>;
}

function id(value: string | null, what: string): ReactNode {
  if (value === null) return <span className="text-muted">Not confirmed by 1Money yet</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <code translate="no" className="font-mono text-xs">
        {value}
      </code>
      <CopyText text={value} what={what} />
    </span>
  );
}
