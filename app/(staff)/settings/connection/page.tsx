import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CheckPanel } from '@/components/connection/check-panel';
import { BudgetFacts, ConnectionFacts, LastDelivery } from '@/components/connection/connection-facts';
import { WebhookAddressPanel } from '@/components/connection/webhook-address-panel';
import { UpstreamBanner } from '@/components/customers/upstream-banner';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { AppLink } from '@/components/ui/app-link';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { upstreamEnvironment } from '@/lib/env';
import { checkUpstreamAction } from '@/lib/features/connection/actions';
import { readConnection } from '@/lib/features/connection/read-connection';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Connection' };

/** Not found unless admin. Names the environment variable of each setting. */
export default async function ConnectionPage() {
  const scope = await requireScope('/settings/connection');
  if (!can(scope.role, 'change_settings')) notFound();
  const connection = await readConnection(scope);
  return (
    <>
      <PageHeader title="Settings">What the portal talks to. It is set by environment variables.</PageHeader>
      <SettingsTabs current="/settings/connection" />
      <UpstreamBanner health={connection.health} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title="1Money">
          <ConnectionFacts environment={upstreamEnvironment()} connection={connection} />
        </Panel>
        <CheckPanel check={connection.check} action={checkUpstreamAction} />
      </div>
      <WebhookAddressPanel address={connection.webhookAddress} hasSecret={connection.hasWebhookSecret} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel
          title="Last webhook"
          actions={
            <AppLink href="/developers#webhooks" className="link inline-flex min-h-6 items-center">
              All webhooks
            </AppLink>
          }
        >
          <LastDelivery delivery={connection.lastDelivery} />
        </Panel>
        <Panel title="Request budget">
          <BudgetFacts requestsPerSecond={connection.requestsPerSecond} burst={connection.burst} />
        </Panel>
      </div>
    </>
  );
}
