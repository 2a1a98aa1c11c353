import { type ListColumn, type ListSort, orderText } from '@/lib/features/customers/customer-list.rules';
import type { Column } from '../ui/table';
import { type CustomerListQuery, changedHref, columnsOf, orderOf } from './customer-list-query';

interface ColumnDefinition {
  readonly label: string;
  readonly width?: string;
  readonly sort?: ListSort;
  /** Whether the first click sorts in descending order. */
  readonly startsDescending?: boolean;
  /** Shows the age of the sorted instant: the earliest instant is the largest value. */
  readonly isAge?: boolean;
}

const BUSINESS: ColumnDefinition = { label: 'Business', sort: 'name' };
const ONBOARDING: ColumnDefinition = { label: 'Onboarding', width: 'w-56' };

export const COLUMN_DEFINITIONS: Readonly<Record<ListColumn, ColumnDefinition>> = {
  status: { label: 'KYB status', width: 'w-42', sort: 'status' },
  next: { label: 'Next action', width: 'w-46' },
  invite: { label: 'Invite', width: 'w-32' },
  since: { label: 'Time in status', width: 'w-27', sort: 'since', isAge: true },
  checked: { label: 'Last checked', width: 'w-36', sort: 'checked' },
  owner: { label: 'Owner', width: 'w-28', sort: 'owner' },
  created: { label: 'Created', width: 'w-27', sort: 'created', startsDescending: true },
};

/** Columns of the requested list. Table, skeleton and rows share their keys. */
export function customerColumns(query: CustomerListQuery): readonly Column[] {
  const column = (
    key: string,
    { label, width, sort, startsDescending = false, isAge = false }: ColumnDefinition,
  ): Column => {
    if (!sort) return { key, label, width };
    const current = orderOf(query);
    const isCurrent = current.sort === sort;
    const descending = isCurrent ? !current.descending : startsDescending;
    const areValuesDescending = current.descending !== isAge;
    return {
      key,
      label,
      width,
      sortHref: changedHref(query, { sort: orderText({ sort, descending }) }),
      sorted: isCurrent ? (areValuesDescending ? 'descending' : 'ascending') : undefined,
    };
  };
  return [
    column('business', BUSINESS),
    ...columnsOf(query).map((key) => column(key, COLUMN_DEFINITIONS[key])),
    column('onboarding', ONBOARDING),
  ];
}
