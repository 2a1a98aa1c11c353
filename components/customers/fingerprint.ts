import type { CustomerDetail, UpstreamHealth } from '@/lib/features/customers/customer-view.rules';

export interface FreshCustomer {
  readonly customer: CustomerDetail;
  readonly upstream: UpstreamHealth;
  /** Id of the newest audit event: assignments, notes and invites add one. */
  readonly newestAuditId: number;
}

/** Changes with anything that the customer's page shows, except the time of the last read. */
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
