import type { CustomerListItem } from '@/lib/kyb/customer-view';
import { statusRule } from '@/lib/kyb/status';
import { assertNever } from '@/lib/result';

/** Who has to do what next. Before upstream has confirmed the customer, its status means nothing yet. */
export function nextActionText(customer: Pick<CustomerListItem, 'status' | 'creation'>): string {
  switch (customer.creation) {
    case 'confirmed':
      return statusRule(customer.status).nextAction;
    case 'confirming':
      return 'Portal: ask 1Money whether it exists';
    case 'needs_review':
      return 'Staff: look at 1Money’s answer';
    default:
      return assertNever(customer.creation);
  }
}
