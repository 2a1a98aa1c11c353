import 'server-only';
import { env } from '@/lib/env';
import type { UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { onemoney } from '@/lib/features/sync/onemoney-client';
import { getUpstreamHealth } from '@/lib/features/sync/upstream-health';
import { toWebhookAddress } from '@/lib/features/sync/webhook-address';
import { listDeliveries } from '@/lib/features/sync/webhook-deliveries.queries';
import type { WebhookDeliveryItem } from '@/lib/features/sync/webhook-view.rules';
import type { KeyPairPlace } from '@/lib/onemoney/key-pairs';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { readUpstreamCheck } from './check-upstream';
import type { UpstreamCheck } from './rules';

/** How the portal is connected to upstream, without any secret. */
export interface Connection {
  readonly baseUrl: string;
  readonly auth: 'hmac' | 'bearer';
  /** The last characters of the access key, to tell two apart; null where the key itself is the secret. */
  readonly keyEnd: string | null;
  /** While two key pairs are set: the one that works for this process; null when there is one. */
  readonly keyPair: KeyPairPlace | null;
  readonly timeoutMs: number;
  readonly requestsPerSecond: number;
  readonly burst: number;
  readonly linkHosts: readonly string[];
  readonly health: UpstreamHealth;
  readonly check: UpstreamCheck | null;
  readonly webhookAddress: string | null;
  readonly hasWebhookSecret: boolean;
  readonly lastDelivery: WebhookDeliveryItem | null;
}

const SHOWN_OF_KEY = 4;

export async function readConnection(scope: StaffScope): Promise<Connection> {
  const db = await getDb();
  const [health, check, [lastDelivery]] = await Promise.all([
    getUpstreamHealth(scope),
    readUpstreamCheck(scope),
    listDeliveries(scope, db, { limit: 1 }),
  ]);
  const { baseUrl, nextKeys, auth, timeoutMs, requestsPerSecond, burst, linkHosts } = env().onemoney;
  const { keyPair } = onemoney().health();
  const accessKey = keyPair === 'second' && nextKeys ? nextKeys.accessKey : env().onemoney.accessKey;
  const isTelling = auth === 'hmac' && accessKey.length >= 4 * SHOWN_OF_KEY;
  return {
    baseUrl,
    auth,
    keyEnd: isTelling ? accessKey.slice(-SHOWN_OF_KEY) : null,
    keyPair,
    timeoutMs,
    requestsPerSecond,
    burst,
    linkHosts,
    health,
    check,
    webhookAddress: toWebhookAddress(scope),
    hasWebhookSecret: env().webhookSecrets.length > 0,
    lastDelivery: lastDelivery ?? null,
  };
}
