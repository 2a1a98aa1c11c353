import type { Column } from '../ui/table';

/** The columns of the customer list, shared by the table and its skeleton. */
export const CUSTOMER_COLUMNS: readonly Column[] = [
  { key: 'business', label: 'Business' },
  { key: 'email', label: 'E-mail', width: 'min-[88rem]:w-54' },
  { key: 'status', label: 'KYB status', width: 'w-42' },
  { key: 'next', label: 'Next action', width: 'w-54' },
  { key: 'asOf', label: 'As of', width: 'w-38' },
  { key: 'created', label: 'Created', width: 'w-27' },
  { key: 'onboarding', label: 'Onboarding', width: 'w-60 min-[88rem]:w-80' },
];
