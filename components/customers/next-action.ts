import type { CustomerListItem } from '@/lib/features/customers/customer-view.rules';
import { pluralise } from '@/lib/format';
import { statusRule } from '@/lib/kyb/status';
import { assertNever } from '@/lib/result';

/** Says who has to do what next. Until upstream confirms the customer, its status means nothing. */
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

/** Short form for a row of the list: "Customer: 2 items to fix" if 1Money said what is missing. */
export function rowActionText(customer: Pick<CustomerListItem, 'status' | 'creation' | 'flaggedCount'>): string {
  const { creation, flaggedCount, status } = customer;
  return creation === 'confirmed' && flaggedCount > 0 && statusRule(status).turn === 'needs_customer'
    ? `Customer: ${pluralise(flaggedCount, 'item')} to fix`
    : nextActionText(customer);
}
