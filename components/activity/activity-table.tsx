/** The audit log as a table. Props are the types of `lib/platform/audit/audit-events`. */
import { AUDIT_EVENT_TEXT, type AuditItem } from '@/lib/platform/audit/audit-events';
import { assertNever } from '@/lib/result';
import { AppLink } from '../ui/app-link';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';
import { eventDetails } from './event-details';
import { OutcomeBadge } from './outcome-badge';

const COLUMNS: readonly Column[] = [
  { key: 'when', label: 'When', width: 'w-42' },
  { key: 'what', label: 'What', width: 'w-48' },
  { key: 'who', label: 'Who' },
  { key: 'whom', label: 'On whom' },
  { key: 'outcome', label: 'Outcome', width: 'w-32' },
  { key: 'from', label: 'From where', width: 'w-40' },
  { key: 'details', label: 'Details' },
];

export function ActivityTable({ items }: { readonly items: readonly AuditItem[] }) {
  return (
    <Table caption="Activity, newest first" columns={COLUMNS}>
      {items.map((item) => (
        <tr key={item.id}>
          <Cell>
            <LocalTime at={item.at} />
          </Cell>
          <Cell>
            <span className="font-medium">{AUDIT_EVENT_TEXT[item.act]}</span>
          </Cell>
          <Cell place="wide">
            <span>{item.actorLabel}</span>
            <span className="cell-note">{actorText(item.actorKind)}</span>
          </Cell>
          <Cell>
            <Whom item={item} />
          </Cell>
          <Cell>
            <OutcomeBadge outcome={item.outcome} />
          </Cell>
          <Cell label={item.address === null ? undefined : 'From'}>
            {item.address !== null && <span translate="no">{item.address}</span>}
            {item.userAgent && (
              <span className="cell-note line-clamp-1" title={item.userAgent}>
                {item.userAgent}
              </span>
            )}
          </Cell>
          <Cell place="wide">
            <Details item={item} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Whom({ item }: { readonly item: AuditItem }) {
  if (item.customerId === null) return <span className="text-muted">No customer</span>;
  // An attempt on an unknown id is recorded too, but has no page to link to.
  if (item.businessName === null)
    return (
      <code translate="no" className="font-mono text-xs break-all">
        {item.customerId}
      </code>
    );
  return (
    <AppLink href={`/customers/${item.customerId}`} className="row-link">
      {item.businessName}
    </AppLink>
  );
}

function Details({ item }: { readonly item: AuditItem }) {
  const texts = eventDetails(item.details);
  return (
    <>
      {texts.map((text) => (
        <span key={text} className="block wrap-anywhere">
          {text}
        </span>
      ))}
      {item.requestId && (
        <span className="cell-note">
          1Money request{' '}
          <code translate="no" className="font-mono break-all">
            {item.requestId}
          </code>
        </span>
      )}
    </>
  );
}

function actorText(kind: AuditItem['actorKind']): string {
  switch (kind) {
    case 'staff':
      return 'Staff';
    case 'customer':
      return 'Customer';
    case 'system':
      return 'The portal itself';
    case 'anonymous':
      return 'Nobody signed in';
    default:
      return assertNever(kind);
  }
}
