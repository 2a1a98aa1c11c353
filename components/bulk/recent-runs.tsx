import { BULK_ACTION_COPY, type BulkRunView, RUN_STATE_TEXT, totalOf } from '@/lib/features/bulk/bulk-view.rules';
import { formatCount } from '@/lib/format';
import { AppLink } from '../ui/app-link';
import { Badge } from '../ui/badge';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'act', label: 'Act' },
  { key: 'by', label: 'By' },
  { key: 'at', label: 'Started', width: 'w-46' },
  { key: 'state', label: 'State', width: 'w-40' },
  { key: 'result', label: 'Done', width: 'w-46' },
];

interface RecentRunsProps {
  readonly runs: readonly Omit<BulkRunView, 'canUndo' | 'reasons'>[];
}

export function RecentRuns({ runs }: RecentRunsProps) {
  return (
    <Table caption="Acts on many customers, newest first" columns={COLUMNS}>
      {runs.map((run) => (
        <tr key={run.id}>
          <Cell place="wide">
            <AppLink href={`/customers/bulk/${run.id}`} className="row-link">
              {BULK_ACTION_COPY[run.act].title}
            </AppLink>
          </Cell>
          <Cell label="By">{run.byName}</Cell>
          <Cell label="Started">
            <LocalTime at={run.startedAt ?? run.createdAt} />
          </Cell>
          <Cell>
            <Badge tone={RUN_STATE_TEXT[run.state].tone}>{RUN_STATE_TEXT[run.state].label}</Badge>
          </Cell>
          <Cell label="Done">
            <span>{`${formatCount(run.counts.done)} of ${formatCount(totalOf(run.counts))}`}</span>
            {run.counts.failed > 0 && <span className="cell-note">{`${formatCount(run.counts.failed)} failed`}</span>}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
