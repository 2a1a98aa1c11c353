import 'server-only';
import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listTimeline } from './queries';
import type { TimelineEntry } from './timeline.rules';

/** The story of a customer for its page. */
export async function readTimeline(
  scope: StaffScope,
  customer: Pick<CustomerDetail, 'id' | 'upstreamId'>,
): Promise<readonly TimelineEntry[]> {
  return listTimeline(scope, await getDb(), customer);
}
