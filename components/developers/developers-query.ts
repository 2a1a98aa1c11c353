/** Filters of the developers' page, as URL parameters. */
import { DELIVERY_STATES, type DeliveryState } from '@/lib/platform/db/column-values';

export interface DevelopersQuery {
  /** Undefined: every state. */
  readonly deliveryState: DeliveryState | undefined;
  readonly onlyFailedCalls: boolean;
}

/** Ignores values that it does not know. */
export function toDevelopersQuery(params: Record<string, string | string[] | undefined>): DevelopersQuery {
  return {
    deliveryState: DELIVERY_STATES.find((state) => state === params.webhooks),
    onlyFailedCalls: params.calls === 'failed',
  };
}

/** `part` becomes the fragment, so that a filter does not scroll back to the top. */
export function developersHref(query: DevelopersQuery, part?: 'webhooks' | 'calls'): string {
  const params = new URLSearchParams();
  if (query.deliveryState) params.set('webhooks', query.deliveryState);
  if (query.onlyFailedCalls) params.set('calls', 'failed');
  const text = params.toString();
  return `/developers${text && `?${text}`}${part ? `#${part}` : ''}`;
}
