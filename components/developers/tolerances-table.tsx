import type { ToleranceItem } from '@/lib/features/sync/webhook-view.rules';
import { formatCount } from '@/lib/format';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'what', label: 'What 1Money did' },
  { key: 'count', label: 'Times', width: 'w-28' },
  { key: 'first', label: 'First', width: 'w-42' },
  { key: 'last', label: 'Last', width: 'w-42' },
];

/** Where upstream deviated from its documents and the portal tolerated it. */
export function TolerancesTable({ items }: { readonly items: readonly (ToleranceItem & { readonly text: string })[] }) {
  return (
    <Table caption="Deviations from 1Money’s documents, the latest first" columns={COLUMNS}>
      {items.map((item) => (
        <tr key={item.name}>
          <Cell place="wide">
            <span>{item.text}</span>
            <code translate="no" className="cell-note font-mono">
              {item.name}
            </code>
          </Cell>
          <Cell label="Times">{formatCount(item.count)}</Cell>
          <Cell label="First">
            <LocalTime at={item.firstAt} />
          </Cell>
          <Cell label="Last">
            <LocalTime at={item.lastAt} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
