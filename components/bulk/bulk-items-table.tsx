import { StatusBadge } from '@/components/kyb/status-badge';
import { type BulkItemView, itemText } from '@/lib/features/bulk/bulk-view.rules';
import type { RunState } from '@/lib/platform/db/column-values';
import { AppLink } from '../ui/app-link';
import { Badge } from '../ui/badge';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'business', label: 'Business' },
  { key: 'email', label: 'E-mail' },
  { key: 'status', label: 'KYB status', width: 'w-46' },
  { key: 'result', label: 'Result', width: 'w-96' },
];

interface BulkItemsTableProps {
  readonly items: readonly BulkItemView[];
  readonly state: RunState;
}

export function BulkItemsTable({ items, state }: BulkItemsTableProps) {
  return (
    <Table caption="Customers in the order they were chosen in" columns={COLUMNS}>
      {items.map((item) => (
        <BulkItemRow key={item.position} item={item} state={state} />
      ))}
    </Table>
  );
}

function BulkItemRow({ item, state }: { readonly item: BulkItemView; readonly state: RunState }) {
  const { tone, text } = itemText(item, state);
  return (
    <tr>
      <Cell place="wide">
        {item.businessName === null ? (
          <span className="text-muted">No longer here</span>
        ) : (
          <AppLink href={`/customers/${item.customerId}`} className="row-link">
            {item.businessName}
          </AppLink>
        )}
      </Cell>
      <Cell place="wide">{item.email ?? ''}</Cell>
      <Cell label="KYB status">
        {item.status !== null && <StatusBadge status={item.status} creation={item.creation} />}
      </Cell>
      <Cell place="wide">
        <Badge tone={tone}>{text}</Badge>
        {item.tries > 1 && <span className="cell-note">{`${item.tries} tries`}</span>}
      </Cell>
    </tr>
  );
}
