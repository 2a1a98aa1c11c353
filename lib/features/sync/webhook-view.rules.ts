/** What pages know about webhooks and upstream calls. Instants are ISO 8601 in UTC. */

import type { DeliveryState } from '@/lib/platform/db/column-values';
export interface WebhookDeliveryItem {
  readonly id: string;
  readonly eventName: string | null;
  readonly upstreamId: string | null;
  /** Our customer, when known. */
  readonly customerId: string | null;
  readonly businessName: string | null;
  readonly verdict: 'signature' | 'path_token';
  readonly state: DeliveryState;
  readonly outcome: string | null;
  readonly tries: number;
  readonly duplicates: number;
  readonly receivedAt: string;
  readonly completedAt: string | null;
  /** Raw body; null for roles that may not read it. */
  readonly payload: string | null;
}

export interface UpstreamCallItem {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly requestId: string | null;
  readonly outcome: string;
  readonly attempt: number;
  readonly priority: string;
}

export interface ToleranceItem {
  readonly name: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** How changes of status were learnt lately: what only the sweep noticed, a webhook should have told. */
export interface ChangeSources {
  readonly byWebhook: number;
  readonly bySweep: number;
  readonly byOpening: number;
}
