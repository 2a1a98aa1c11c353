import 'server-only';
import { toKybStatus } from '@/lib/kyb/status';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import type { CustomerSnapshot } from './observations.writes';

/** Translates upstream's customer into a reading; the only place where a status is normalised. */
export function toSnapshot(customerId: string, upstream: UpstreamCustomer): CustomerSnapshot {
  const isFull = upstream.shape === 'full';
  return {
    customerId,
    status: toKybStatus(upstream.rawStatus),
    rawStatus: upstream.rawStatus,
    legalName: upstream.businessLegalName,
    flaggedItems: isFull ? (upstream.reviewIssues ?? null) : undefined,
    submittedAt: isFull ? upstream.submittedAt : undefined,
    updatedAt: upstream.updatedAt,
  };
}
