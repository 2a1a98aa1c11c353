import type { CustomerDetail, UpstreamHealth } from '@/lib/kyb/customer-view';

export interface CustomerReading {
  readonly customer: CustomerDetail;
  readonly upstream: UpstreamHealth;
}

/** Changes whenever something that the customer's page shows has changed; the time of the reading is not meant. */
export function customerMark({ customer, upstream }: CustomerReading): string {
  const { status, creation, businessName, flaggedCount, submittedAt, upstreamUpdatedAt, lastLinkAt } = customer;
  return JSON.stringify([
    status,
    creation,
    businessName,
    flaggedCount,
    submittedAt,
    upstreamUpdatedAt,
    lastLinkAt,
    upstream.state,
  ]);
}
