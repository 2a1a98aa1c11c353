import type { DeadJobItem } from '@/lib/platform/jobs/dead-job';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'failed', label: 'Failed', width: 'w-42' },
  { key: 'queue', label: 'Job', width: 'w-44' },
  { key: 'data', label: 'About' },
  { key: 'error', label: 'Last error' },
];

export function DeadJobsTable({ items }: { readonly items: readonly DeadJobItem[] }) {
  return (
    <Table caption="Jobs that have used up their tries" columns={COLUMNS}>
      {items.map((item) => (
        <tr key={item.id}>
          <Cell>
            <LocalTime at={item.failedAt} />
          </Cell>
          <Cell>
            <span className="font-medium">{item.queue}</span>
          </Cell>
          <Cell place="wide">
            <code translate="no" className="font-mono text-xs break-all">
              {item.data}
            </code>
          </Cell>
          <Cell place="wide">{item.error ?? <span className="text-muted">No words were kept</span>}</Cell>
        </tr>
      ))}
    </Table>
  );
}
