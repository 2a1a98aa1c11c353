import type { CustomerDetail, UpstreamHealth } from '@/lib/features/customers/customer-view.rules';

export interface FreshCustomer {
  readonly customer: CustomerDetail;
  readonly upstream: UpstreamHealth;
  /** The newest audit event: assigning, notes and invites add one. */
  readonly newestAuditId: number;
}

/** Changes whenever something that the customer's page shows has changed; the time of the reading is not meant. */
export function fingerprint({ customer, upstream, newestAuditId }: FreshCustomer): string {
  const { status, creation, businessName, flaggedCount, submittedAt, upstreamUpdatedAt, lastLinkAt, inviteState } =
    customer;
  return JSON.stringify([
    status,
    creation,
    businessName,
    flaggedCount,
    submittedAt,
    upstreamUpdatedAt,
    lastLinkAt,
    inviteState,
    upstream.state,
    newestAuditId,
  ]);
}
