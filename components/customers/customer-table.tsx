/**
 * The customer list as a table. Domain components take the shapes of `lib/kyb/customer-view` and server actions as
 * props; they know neither the database nor upstream.
 */

import type { ActionState } from '@/lib/actions/action-state';
import type { CustomerListItem } from '@/lib/kyb/customer-view';
import type { DocumentTarget } from '../acts/document-form';
import { Table } from '../ui/table';
import { CUSTOMER_COLUMNS } from './customer-columns';
import { CustomerRow } from './customer-row';

export interface CustomerTableProps {
  readonly items: readonly CustomerListItem[];
  /** Whether this person may start onboarding. */
  readonly canAct: boolean;
  /** Setting: may a rejected customer re-enter the form? */
  readonly rejectedReentry: boolean;
  readonly start: DocumentTarget;
  /** What the last press of a row's button was answered, when it led nowhere. */
  readonly startAnswer: { readonly subject: string; readonly state: ActionState } | null;
  /** Rows that changed since they were first shown. */
  readonly updatedIds?: ReadonlySet<string>;
  /** Rows that the current list no longer holds. */
  readonly goneIds?: ReadonlySet<string>;
}

export function CustomerTable({ items, updatedIds, goneIds, ...rest }: CustomerTableProps) {
  return (
    <Table caption="Customers, newest first" columns={CUSTOMER_COLUMNS}>
      {items.map((customer) => (
        <CustomerRow
          key={customer.id}
          customer={customer}
          isUpdated={updatedIds?.has(customer.id)}
          isGone={goneIds?.has(customer.id)}
          {...rest}
        />
      ))}
    </Table>
  );
}
