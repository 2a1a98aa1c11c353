import type { UpstreamCallItem } from '@/lib/features/sync/webhook-view.rules';
import { formatCount } from '@/lib/format';
import { Badge } from '../ui/badge';
import { CopyText } from '../ui/copy-text';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: 'When', width: 'w-42' },
  { key: 'request', label: 'Request' },
  { key: 'answer', label: 'Answer', width: 'w-44' },
  { key: 'duration', label: 'Took', width: 'w-32' },
  { key: 'id', label: 'Request id', width: 'w-86 min-[88rem]:w-100' },
];

/** Recent calls to upstream, without bodies: those hold personal data and are not stored. */
export function CallsTable({ items }: { readonly items: readonly UpstreamCallItem[] }) {
  return (
    <Table caption="Requests to 1Money, newest first" columns={COLUMNS}>
      {items.map((item) => (
        <tr key={item.id}>
          <Cell>
            <LocalTime at={item.at} />
          </Cell>
          <Cell>
            <code translate="no" className="font-mono text-xs break-all">{`${item.method} ${item.path}`}</code>
            <span className="cell-note">
              <span>{item.priority === 'interactive' ? 'for a person' : 'in the background'}</span>
              {item.attempt > 1 && <span>{`, attempt ${item.attempt}`}</span>}
            </span>
          </Cell>
          <Cell>
            <Badge tone={item.outcome === 'ok' ? 'good' : 'bad'}>{item.status ?? 'No answer'}</Badge>
            {item.outcome !== 'ok' && <span className="cell-note">{item.outcome.replaceAll('_', ' ')}</span>}
          </Cell>
          <Cell label="Took">{`${formatCount(item.durationMs)} ms`}</Cell>
          <Cell place="wide">
            {item.requestId === null ? (
              <span className="text-muted">No request id</span>
            ) : (
              <span className="flex flex-wrap items-center gap-x-1">
                <code translate="no" className="font-mono text-xs break-all">
                  {item.requestId}
                </code>
                <CopyText text={item.requestId} what="request id" />
              </span>
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
