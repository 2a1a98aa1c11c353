import 'server-only';
import { env } from '@/lib/env';
import type { UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { onemoney } from '@/lib/features/sync/onemoney-client';
import { getUpstreamHealth } from '@/lib/features/sync/upstream-health';
import { toWebhookAddress } from '@/lib/features/sync/webhook-address';
import { listDeliveries } from '@/lib/features/sync/webhook-deliveries.queries';
import type {
  ChangeSources,
  ToleranceItem,
  UpstreamCallItem,
  WebhookDeliveryItem,
} from '@/lib/features/sync/webhook-view.rules';
import type { BreakerState } from '@/lib/onemoney/breaker';
import type { KeyPairPlace } from '@/lib/onemoney/key-pairs';
import { isTolerance, TOLERANCES } from '@/lib/onemoney/tolerance';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { DeliveryState } from '@/lib/platform/db/column-values';
import type { DeadJobItem } from '@/lib/platform/jobs/dead-job';
import { listDeadJobs } from '@/lib/platform/jobs/enqueue';
import { countChangesBySource, listTolerances, listUpstreamCalls } from './queries';

const ROWS = 50;
const DAY_MS = 24 * 60 * 60_000;

export interface DevelopersView {
  readonly upstream: UpstreamHealth;
  readonly breaker: BreakerState;
  /** How far upstream's clock is ahead of ours, known after a rejected signature. */
  readonly clockOffsetMs: number;
  /** While two key pairs are set: the one that works for this process. */
  readonly keyPair: KeyPairPlace | null;
  readonly calls: readonly UpstreamCallItem[];
  readonly deliveries: readonly WebhookDeliveryItem[];
  readonly tolerances: readonly (ToleranceItem & { readonly text: string })[];
  readonly deadJobs: readonly DeadJobItem[];
  readonly changesLastDay: ChangeSources;
  /** Where 1Money should send webhooks. Without a secret the address itself is one, so only admins see it. */
  readonly webhookAddress: string | null;
  readonly hasWebhookSecret: boolean;
}

export async function readDevelopers(
  scope: StaffScope,
  filter: { readonly onlyFailedCalls: boolean; readonly deliveryState?: DeliveryState | undefined },
): Promise<DevelopersView> {
  const db = await getDb();
  const [upstream, calls, deliveries, tolerances, deadJobs, changesLastDay] = await Promise.all([
    getUpstreamHealth(scope),
    listUpstreamCalls(scope, db, { onlyFailed: filter.onlyFailedCalls, limit: ROWS }),
    listDeliveries(scope, db, { state: filter.deliveryState, limit: ROWS }),
    listTolerances(scope, db),
    scope.role === 'admin' ? listDeadJobs(ROWS) : [],
    countChangesBySource(scope, db, new Date(Date.now() - DAY_MS)),
  ]);
  const { breaker, clockOffsetMs, keyPair } = onemoney().health();
  return {
    upstream,
    breaker,
    clockOffsetMs,
    keyPair,
    calls,
    deliveries,
    tolerances: tolerances.map((one) => ({ ...one, text: isTolerance(one.name) ? TOLERANCES[one.name] : one.name })),
    deadJobs,
    changesLastDay,
    webhookAddress: toWebhookAddress(scope),
    hasWebhookSecret: env().webhookSecrets.length > 0,
  };
}
