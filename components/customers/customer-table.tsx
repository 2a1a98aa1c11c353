/**
 * The customer list as a table. Domain components get the types of `lib/features/customers/customer-view.rules` and
 * server actions as props; they know neither the database nor upstream.
 */

import { SelectionBox } from '@/components/ui/selection-boxes';
import type { CustomerListItem } from '@/lib/features/customers/customer-view.rules';
import { type Column, Table } from '../ui/table';
import { CustomerRow, type CustomerRowProps } from './customer-row';

/** Chosen by the page; the same for all rows. */
export interface CustomerTableVariant
  extends Pick<CustomerRowProps, 'shown' | 'canAct' | 'rejectedReentry' | 'start' | 'startState'> {
  /** Headings: business, the chosen columns, onboarding. */
  readonly columns: readonly Column[];
  readonly isCompact: boolean;
}

export interface CustomerTableProps extends CustomerTableVariant {
  readonly items: readonly CustomerListItem[];
  readonly isAway: boolean;
  /** Rows that changed since they were first shown. */
  readonly updatedIds?: ReadonlySet<string> | undefined;
  /** Rows that have left the list. */
  readonly goneIds?: ReadonlySet<string> | undefined;
}

export function CustomerTable({ items, columns, isCompact, updatedIds, goneIds, ...rest }: CustomerTableProps) {
  const ids = items.map(({ id }) => id).join(' ');
  // The key gives every page of the list its own, unchecked box.
  const leadHead = rest.canAct && <SelectionBox key={ids} value={ids} label="Select everybody on this page" />;
  return (
    <Table caption="Customers" columns={columns} isCompact={isCompact} leadHead={leadHead}>
      {items.map((customer) => (
        <CustomerRow
          key={customer.id}
          customer={customer}
          lead={
            rest.canAct && (
              <td className="cell-lead">
                <SelectionBox value={customer.id} label={`Select ${customer.businessName}`} />
              </td>
            )
          }
          isUpdated={updatedIds?.has(customer.id)}
          isGone={goneIds?.has(customer.id)}
          {...rest}
        />
      ))}
    </Table>
  );
}
