import { ActionButton } from '@/components/forms/action-button';
import { DELIVERY_STATE_TEXT, deliveryOutcomeText, duplicatesText } from '@/lib/features/sync/webhook-text.rules';
import type { WebhookDeliveryItem } from '@/lib/features/sync/webhook-view.rules';
import { formatCount } from '@/lib/format';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { AppLink } from '../ui/app-link';
import { Badge } from '../ui/badge';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';

const COLUMNS: readonly Column[] = [
  { key: 'received', label: 'Received', width: 'w-42' },
  { key: 'event', label: 'Event' },
  { key: 'customer', label: 'Customer' },
  { key: 'state', label: 'State' },
  { key: 'tries', label: 'Tries', width: 'w-36' },
  { key: 'payload', label: 'Payload', width: 'w-80 min-[88rem]:w-104' },
];

interface DeliveriesTableProps {
  readonly items: readonly WebhookDeliveryItem[];
  /** Null for users who may not read payloads or replay deliveries. */
  readonly replayAction: StatefulAction | null;
}

export function DeliveriesTable({ items, replayAction }: DeliveriesTableProps) {
  return (
    <Table
      caption="Webhooks, newest first"
      columns={replayAction ? COLUMNS : COLUMNS.filter(({ key }) => key !== 'payload')}
    >
      {items.map((item) => (
        <DeliveryRow key={item.id} item={item} replayAction={replayAction} />
      ))}
    </Table>
  );
}

interface DeliveryRowProps {
  readonly item: WebhookDeliveryItem;
  readonly replayAction: StatefulAction | null;
}

function DeliveryRow({ item, replayAction }: DeliveryRowProps) {
  const { label, tone } = DELIVERY_STATE_TEXT[item.state];
  const outcome = deliveryOutcomeText(item.outcome);
  return (
    <tr>
      <Cell>
        <LocalTime at={item.receivedAt} />
      </Cell>
      <Cell>
        {item.eventName === null ? (
          <span className="text-muted">Without a name</span>
        ) : (
          <code translate="no" className="font-mono text-xs break-all">
            {item.eventName}
          </code>
        )}
        <span className="cell-note">{item.verdict === 'signature' ? 'Signature is valid' : 'Secret address used'}</span>
      </Cell>
      <Cell>
        <Customer item={item} />
      </Cell>
      <Cell>
        <Badge tone={tone}>{label}</Badge>
        {outcome && <span className="cell-note">{outcome}</span>}
      </Cell>
      <Cell label="Tries">
        <span>{item.tries}</span>
        <span className="cell-note">{duplicatesText(item.duplicates)}</span>
      </Cell>
      {replayAction && (
        <Cell place="wide">
          <div className="flex flex-wrap items-start justify-between gap-2">
            <Payload text={item.payload ?? ''} />
            <ActionButton action={replayAction} fields={{ deliveryId: item.id }} size="sm">
              Process again
            </ActionButton>
          </div>
        </Cell>
      )}
    </tr>
  );
}

function Customer({ item }: { readonly item: WebhookDeliveryItem }) {
  if (item.customerId !== null)
    return (
      <AppLink href={`/customers/${item.customerId}`} className="row-link">
        {item.businessName}
      </AppLink>
    );
  if (item.upstreamId === null) return <span className="text-muted">No customer</span>;
  return (
    <>
      <span className="text-muted">Not known here</span>
      <code translate="no" className="cell-note font-mono break-all">
        {item.upstreamId}
      </code>
    </>
  );
}

/** More does not help on screen; the database has the full text. */
const PAYLOAD_CHARACTERS = 4_000;

/** The raw body as text, indented if it is JSON. */
function Payload({ text }: { readonly text: string }) {
  const pretty = prettyJson(text);
  const rest = pretty.length - PAYLOAD_CHARACTERS;
  return (
    <details className="min-w-0 flex-1 basis-48">
      <summary className="link cursor-pointer py-0.5">Payload</summary>
      <pre translate="no" className="payload">
        {pretty.slice(0, PAYLOAD_CHARACTERS)}
      </pre>
      {rest > 0 && <p className="cell-note">{`… and ${formatCount(rest)} more characters`}</p>}
    </details>
  );
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
