import { type ImportDetail, totalRows } from '@/lib/features/imports/import-view.rules';
import { formatCount } from '@/lib/format';
import { AppLink } from '../ui/app-link';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';
import { ImportBadge } from './import-badge';

const COLUMNS: readonly Column[] = [
  { key: 'file', label: 'File' },
  { key: 'state', label: 'State', width: 'w-36' },
  { key: 'rows', label: 'Rows', width: 'w-24' },
  { key: 'created', label: 'Created', width: 'w-24' },
  { key: 'when', label: 'Uploaded', width: 'w-64' },
];

type Item = Pick<ImportDetail, 'id' | 'fileName' | 'state' | 'counts' | 'createdAt' | 'createdByName'>;

export function ImportList({ items }: { readonly items: readonly Item[] }) {
  return (
    <Table caption="Imports" columns={COLUMNS}>
      {items.map((item) => (
        <tr key={item.id}>
          <Cell place="wide">
            <AppLink href={`/customers/import/${item.id}`} className="row-link">
              {item.fileName ?? 'Pasted rows'}
            </AppLink>
          </Cell>
          <Cell>
            <ImportBadge state={item.state} />
          </Cell>
          <Cell label="Rows">{formatCount(totalRows(item.counts))}</Cell>
          <Cell label="Created">{formatCount(item.counts.created)}</Cell>
          <Cell label="Uploaded">
            <LocalTime at={item.createdAt} />
            {item.createdByName && <span>{` by ${item.createdByName}`}</span>}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
