import type { Column } from '../ui/table';

/** The columns of the customer list, shared by the table and its skeleton. */
export const CUSTOMER_COLUMNS: readonly Column[] = [
  { key: 'business', label: 'Business' },
  { key: 'email', label: 'E-mail' },
  { key: 'status', label: 'KYB status', width: 'lg:w-42' },
  { key: 'next', label: 'Next action', width: 'lg:w-44' },
  { key: 'asOf', label: 'As of', width: 'lg:w-36' },
  { key: 'created', label: 'Created', width: 'lg:w-28' },
  { key: 'onboarding', label: 'Onboarding', width: 'lg:w-52' },
];
