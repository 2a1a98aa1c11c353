import { Badge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { LocalTime } from '@/components/ui/local-time';
import { DELIVERY_STATE_TEXT, deliveryOutcomeText } from '@/lib/features/sync/webhook-text.rules';
import type { WebhookDeliveryItem } from '@/lib/features/sync/webhook-view.rules';
import { formatDuration, pluralise } from '@/lib/format';
import { keyPairText } from './health-text';

interface ConnectionFactsProps {
  readonly environment: string;
  readonly connection: {
    readonly baseUrl: string;
    readonly auth: 'hmac' | 'bearer';
    readonly keyEnd: string | null;
    readonly keyPair: 'first' | 'second' | null;
    readonly timeoutMs: number;
    readonly linkHosts: readonly string[];
  };
}

/** The upstream address and our identity there. Never shows secrets. */
export function ConnectionFacts({ environment, connection }: ConnectionFactsProps) {
  const { baseUrl, auth, keyEnd, keyPair, timeoutMs, linkHosts } = connection;
  return (
    <DescriptionList
      items={[
        { term: 'Environment', value: environment },
        {
          term: 'Address',
          value: (
            <code translate="no" className="font-mono text-xs">
              {baseUrl}
            </code>
          ),
        },
        { term: 'Signing', value: auth === 'hmac' ? 'Every request is signed (HMAC)' : 'Access key only (bearer)' },
        {
          term: 'Access key',
          value: keyEnd === null ? 'Set' : <code translate="no" className="font-mono text-xs">{`…${keyEnd}`}</code>,
        },
        ...(keyPair === null ? [] : [{ term: 'Keys', value: keyPairText(keyPair) }]),
        { term: 'Deadline of a call', value: `${formatDuration(timeoutMs)}; twice as long in the background` },
        { term: 'Hosts of onboarding links', value: linkHosts.join(', ') },
      ]}
    />
  );
}

interface BudgetFactsProps {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

export function BudgetFacts({ requestsPerSecond, burst }: BudgetFactsProps) {
  return (
    <DescriptionList
      items={[
        { term: 'Requests', value: `${requestsPerSecond} a second, with people ahead of background work` },
        { term: 'At once', value: `up to ${pluralise(burst, 'request')} after a pause` },
        {
          term: 'To change them',
          value:
            'ONEMONEY_REQUESTS_PER_SECOND and ONEMONEY_BURST, then restart: every process has the budget for itself.',
        },
      ]}
    />
  );
}

export function LastDelivery({ delivery }: { readonly delivery: WebhookDeliveryItem | null }) {
  if (delivery === null)
    return (
      <p className="px-4 py-3 text-muted">
        No webhook has arrived yet. Tell 1Money the address above; until then the regular checks find every change.
      </p>
    );
  const { label, tone } = DELIVERY_STATE_TEXT[delivery.state];
  return (
    <DescriptionList
      items={[
        { term: 'Last delivery', value: <LocalTime at={delivery.receivedAt} /> },
        { term: 'Event', value: delivery.eventName ?? 'without a name' },
        {
          term: 'State',
          value: (
            <span className="flex flex-wrap items-center gap-x-3">
              <Badge tone={tone}>{label}</Badge>
              <span className="text-muted">{deliveryOutcomeText(delivery.outcome)}</span>
            </span>
          ),
        },
      ]}
    />
  );
}
