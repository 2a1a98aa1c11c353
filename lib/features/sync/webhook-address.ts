import 'server-only';
import { env } from '@/lib/env';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { webhookPathToken } from './accept-webhook';

/** Where 1Money should send webhooks. Without a signing secret the address itself is one, so only admins see it. */
export function toWebhookAddress(scope: StaffScope): string | null {
  const address = `${env().appUrl}/api/webhooks/onemoney`;
  if (env().webhookSecrets.length > 0) return address;
  return scope.role === 'admin' ? `${address}/${webhookPathToken()}` : null;
}
