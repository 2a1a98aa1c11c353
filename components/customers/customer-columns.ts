import type { Column } from '../ui/table';

/** The columns of the customer list, shared by the table and its skeleton. */
export const CUSTOMER_COLUMNS: readonly Column[] = [
  { key: 'business', label: 'Business' },
  { key: 'email', label: 'E-mail' },
  { key: 'status', label: 'KYB status', width: 'w-44' },
  { key: 'next', label: 'Next action', width: 'w-60' },
  { key: 'asOf', label: 'As of', width: 'w-44' },
  { key: 'created', label: 'Created', width: 'w-28' },
  { key: 'onboarding', label: 'Onboarding', width: 'w-60' },
];
