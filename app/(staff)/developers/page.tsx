import type { Metadata } from 'next';
import { WebhookAddressPanel } from '@/components/connection/webhook-address-panel';
import { UpstreamBanner } from '@/components/customers/upstream-banner';
import { CallsTable } from '@/components/developers/calls-table';
import { ChangeSourcesPanel } from '@/components/developers/change-sources-panel';
import { DeadJobsTable } from '@/components/developers/dead-jobs-table';
import { DeliveriesTable } from '@/components/developers/deliveries-table';
import { type DevelopersQuery, developersHref, toDevelopersQuery } from '@/components/developers/developers-query';
import { TolerancesTable } from '@/components/developers/tolerances-table';
import { UpstreamPanel } from '@/components/developers/upstream-panel';
import { ActionButton } from '@/components/forms/action-button';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { Tabs } from '@/components/ui/tabs';
import { replayDeliveryAction, replayJobsAction } from '@/lib/features/developers/actions';
import { readDevelopers } from '@/lib/features/developers/read-developers';
import { DELIVERY_STATE_TEXT } from '@/lib/features/sync/webhook-text.rules';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';
import { DELIVERY_STATES } from '@/lib/platform/db/column-values';

export const metadata: Metadata = { title: 'Developers' };

/** State of the connection to upstream, for engineers. All staff may read it; payloads and replays are for admins. */
export default async function DevelopersPage({ searchParams }: PageProps<'/developers'>) {
  const query = toDevelopersQuery(await searchParams);
  const scope = await requireScope(developersHref(query));
  const reading = await readDevelopers(scope, query);
  const mayRepair = can(scope.role, 'repair');
  const { deliveries, calls, tolerances, deadJobs } = reading;
  return (
    <>
      <PageHeader title="Developers" actions={<LinkButton href={developersHref(query)}>Reload</LinkButton>}>
        What goes between this portal and 1Money.
      </PageHeader>
      <UpstreamBanner health={reading.upstream} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <UpstreamPanel
          health={reading.upstream}
          breaker={reading.breaker}
          clockOffsetMs={reading.clockOffsetMs}
          keyPair={reading.keyPair}
        />
        <ChangeSourcesPanel changeSources={reading.changesLastDay} />
      </div>
      <WebhookAddressPanel address={reading.webhookAddress} hasSecret={reading.hasWebhookSecret} />
      <div id="webhooks">
        <Panel title="Webhooks">
          <div className="[&_ul]:px-2">
            <Tabs label="Webhooks by state" tabs={deliveryTabs(query)} />
          </div>
          {deliveries.length > 0 ? (
            <DeliveriesTable items={deliveries} replayAction={mayRepair ? replayDeliveryAction : null} />
          ) : (
            <Nothing>
              {query.deliveryState
                ? 'No webhook is in this state.'
                : 'No webhook has arrived yet. Tell 1Money the address above; each delivery then appears here.'}
            </Nothing>
          )}
        </Panel>
      </div>
      <div id="calls">
        <Panel title="Requests to 1Money">
          <div className="[&_ul]:px-2">
            <Tabs label="Requests by outcome" tabs={callTabs(query)} />
          </div>
          {calls.length > 0 ? (
            <CallsTable items={calls} />
          ) : (
            <Nothing>
              {query.onlyFailedCalls
                ? 'No request has failed in the last days.'
                : 'Nothing has been asked yet. Opening the list of customers asks for the first time.'}
            </Nothing>
          )}
        </Panel>
      </div>
      <Panel title="Deviations from 1Money’s documents">
        {tolerances.length > 0 ? (
          <TolerancesTable items={tolerances} />
        ) : (
          <Nothing>
            None was noticed. What 1Money does otherwise than it writes is counted here, to be told to them.
          </Nothing>
        )}
      </Panel>
      {mayRepair && (
        <Panel
          title="Jobs that gave up"
          actions={
            deadJobs.length > 0 && (
              <ActionButton action={replayJobsAction} size="sm">
                Start all again
              </ActionButton>
            )
          }
        >
          {deadJobs.length > 0 ? (
            <DeadJobsTable items={deadJobs} />
          ) : (
            <Nothing>None. A job that has used up its tries waits here until somebody starts it again.</Nothing>
          )}
        </Panel>
      )}
    </>
  );
}

function Nothing({ children }: { readonly children: string }) {
  return <p className="px-4 py-6 text-center text-muted">{children}</p>;
}

function deliveryTabs(query: DevelopersQuery) {
  return [undefined, ...DELIVERY_STATES].map((deliveryState) => ({
    href: developersHref({ ...query, deliveryState }, 'webhooks'),
    label: deliveryState ? DELIVERY_STATE_TEXT[deliveryState].label : 'All',
    isCurrent: deliveryState === query.deliveryState,
  }));
}

function callTabs(query: DevelopersQuery) {
  return [false, true].map((onlyFailedCalls) => ({
    href: developersHref({ ...query, onlyFailedCalls }, 'calls'),
    label: onlyFailedCalls ? 'Only failed' : 'All',
    isCurrent: onlyFailedCalls === query.onlyFailedCalls,
  }));
}
