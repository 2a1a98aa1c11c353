/** What a customer’s representative sees. */

import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';

/** A business as its own representative sees it. */
export type MyBusiness = Pick<
  CustomerDetail,
  'id' | 'businessName' | 'status' | 'creation' | 'hasUsedLink' | 'observedAt' | 'flaggedItems'
>;
