/** The user's own sessions. Works without scripts. */

import { ActionButton } from '@/components/forms/action-button';
import type { SessionItem } from '@/lib/features/account/session-view.rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { Badge } from '../ui/badge';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'device', label: 'Device', width: 'w-[30%]' },
  { key: 'address', label: 'Address', width: 'w-[20%]' },
  { key: 'started', label: 'Started', width: 'w-[19%]' },
  { key: 'seen', label: 'Last active', width: 'w-[16%]' },
  { key: 'acts', label: 'Acts' },
];

interface SessionsTableProps {
  readonly items: readonly SessionItem[];
  readonly endAction: StatefulAction;
}

export function SessionsTable({ items, endAction }: SessionsTableProps) {
  return (
    <Table caption="My sessions" columns={COLUMNS}>
      {items.map(({ id, isThisOne, device, address, startedAt, lastSeenAt }) => (
        <tr key={id}>
          <Cell place="wide">
            <span className="font-semibold">{device}</span>
          </Cell>
          <Cell label="Address">
            <span className="wrap-anywhere">{address ?? 'Unknown'}</span>
          </Cell>
          <Cell label="Started">
            <LocalTime at={startedAt} />
          </Cell>
          <Cell label="Last active">
            <LocalTime at={lastSeenAt} as="relative" />
          </Cell>
          <Cell place="wide">
            {isThisOne ? (
              <Badge tone="good">This one</Badge>
            ) : (
              <ActionButton action={endAction} fields={{ session: id }} size="sm">
                End<span className="sr-only">{` the session: ${device}`}</span>
              </ActionButton>
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
