import { StatusBadge } from '@/components/kyb/status-badge';
import type { ListColumn } from '@/lib/features/customers/customer-list.rules';
import type { CustomerListItem } from '@/lib/features/customers/customer-view.rules';
import { assertNever } from '@/lib/result';
import { LocalTime } from '../ui/local-time';
import { Cell } from '../ui/table';
import { InviteNote } from './invite-note';
import { rowActionText } from './next-action';
import { StatusAsOf } from './status-as-of';

interface CustomerCellProps {
  readonly column: ListColumn;
  readonly customer: CustomerListItem;
  /** Upstream cannot be reached. */
  readonly isAway: boolean;
}

export function CustomerCell({ column, customer, isAway }: CustomerCellProps) {
  switch (column) {
    case 'status':
      return (
        <Cell>
          <StatusBadge status={customer.status} creation={customer.creation} />
        </Cell>
      );
    case 'next':
      return <Cell>{rowActionText(customer)}</Cell>;
    case 'invite':
      return (
        <Cell>
          <InviteNote state={customer.inviteState} />
        </Cell>
      );
    case 'since':
      return (
        <Cell label="Time in status">
          {customer.statusSince === null ? '—' : <LocalTime at={customer.statusSince} as="age" />}
        </Cell>
      );
    case 'checked':
      return (
        <Cell label="Last checked">
          <StatusAsOf observedAt={customer.observedAt} observedBy={customer.observedBy} isAway={isAway} />
        </Cell>
      );
    case 'owner':
      return <Cell label="Owner">{customer.ownerName ?? '—'}</Cell>;
    case 'created':
      return (
        <Cell label="Created">
          <LocalTime at={customer.createdAt} as="date" />
        </Cell>
      );
    default:
      return assertNever(column);
  }
}
