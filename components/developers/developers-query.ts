/** What of the developers' page is narrowed; in its URL. */
import { DELIVERY_STATES, type DeliveryState } from '@/lib/platform/db/column-values';

export interface DevelopersQuery {
  /** Undefined for every state. */
  readonly deliveryState: DeliveryState | undefined;
  readonly onlyFailedCalls: boolean;
}

/** What cannot be understood is left out. */
export function toDevelopersQuery(params: Record<string, string | string[] | undefined>): DevelopersQuery {
  return {
    deliveryState: DELIVERY_STATES.find((state) => state === params.webhooks),
    onlyFailedCalls: params.calls === 'failed',
  };
}

/** Names the part of the page to show afterwards, so that a filter does not lead back to the top. */
export function developersHref(query: DevelopersQuery, part?: 'webhooks' | 'calls'): string {
  const params = new URLSearchParams();
  if (query.deliveryState) params.set('webhooks', query.deliveryState);
  if (query.onlyFailedCalls) params.set('calls', 'failed');
  const text = params.toString();
  return `/developers${text && `?${text}`}${part ? `#${part}` : ''}`;
}
