import type { ListColumn } from '@/lib/kyb/customer-list';
import { type CustomerListItem, OBSERVATION_SOURCE_TEXT } from '@/lib/kyb/customer-view';
import { assertNever } from '@/lib/result';
import { InviteNote } from '../invites/invite-note';
import { LocalTime } from '../ui/local-time';
import { Cell } from '../ui/table';
import { rowActionText } from './next-action';
import { StatusBadge } from './status-badge';

interface CustomerCellProps {
  readonly column: ListColumn;
  readonly customer: CustomerListItem;
}

/** One chosen column of a customer. */
export function CustomerCell({ column, customer }: CustomerCellProps) {
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
          {customer.observedAt === null ? 'not read yet' : <LocalTime at={customer.observedAt} as="relative" />}
          {customer.observedBy && <span className="cell-note">{OBSERVATION_SOURCE_TEXT[customer.observedBy]}</span>}
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
