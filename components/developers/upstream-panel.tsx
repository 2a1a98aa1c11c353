import { type BreakerState, breakerText, clockText, keyPairText } from '@/components/connection/health-text';
import type { UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { Badge } from '../ui/badge';
import { DescriptionList } from '../ui/description-list';
import { Panel } from '../ui/panel';

interface UpstreamPanelProps {
  readonly health: UpstreamHealth;
  readonly breaker: BreakerState;
  readonly clockOffsetMs: number;
  /** Null if only one is configured. */
  readonly keyPair: 'first' | 'second' | null;
}

/** State of the connection to upstream. During an outage the banner above the page says more. */
export function UpstreamPanel({ health, breaker, clockOffsetMs, keyPair }: UpstreamPanelProps) {
  const isOk = health.state === 'ok';
  return (
    <Panel title="Connection to 1Money">
      <DescriptionList
        items={[
          {
            term: 'Reading',
            value: <Badge tone={isOk ? 'good' : 'attention'}>{isOk ? 'Works' : 'Does not work'}</Badge>,
          },
          { term: 'Requests', value: breakerText(breaker) },
          { term: 'Clocks', value: clockText(clockOffsetMs) },
          ...(keyPair === null ? [] : [{ term: 'Keys', value: keyPairText(keyPair) }]),
        ]}
      />
    </Panel>
  );
}
