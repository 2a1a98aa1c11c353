/**
 * The customer list as a table. Domain components take the shapes of `lib/kyb/customer-view` and server actions as
 * props; they know neither the database nor upstream.
 */

import type { ReactNode } from 'react';
import type { CustomerListItem } from '@/lib/kyb/customer-view';
import { type Column, Table } from '../ui/table';
import { CustomerRow, type CustomerRowProps } from './customer-row';

/** What is the same for all rows, and chosen by the page. */
export interface CustomerTableLook
  extends Pick<CustomerRowProps, 'shown' | 'canAct' | 'rejectedReentry' | 'startAction'> {
  /** The heads: business, those shown, onboarding. */
  readonly columns: readonly Column[];
  readonly isCompact: boolean;
}

export interface CustomerTableProps extends CustomerTableLook {
  readonly items: readonly CustomerListItem[];
  /** Rows that changed since they were first shown. */
  readonly updatedIds?: ReadonlySet<string> | undefined;
  /** Rows that the current list no longer holds. */
  readonly goneIds?: ReadonlySet<string> | undefined;
  /** A column before the others, for choosing rows: its head, and a row's cell. */
  readonly leadHead?: ReactNode;
  readonly renderLead?: ((customer: CustomerListItem) => ReactNode) | undefined;
}

export function CustomerTable({ items, columns, isCompact, leadHead, ...props }: CustomerTableProps) {
  const { updatedIds, goneIds, renderLead, ...rest } = props;
  return (
    <Table caption="Customers" columns={columns} isCompact={isCompact} leadHead={leadHead}>
      {items.map((customer) => (
        <CustomerRow
          key={customer.id}
          customer={customer}
          lead={renderLead?.(customer)}
          isUpdated={updatedIds?.has(customer.id)}
          isGone={goneIds?.has(customer.id)}
          {...rest}
        />
      ))}
    </Table>
  );
}
