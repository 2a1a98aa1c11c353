import { Banner } from '@/components/ui/banner';
import { DescriptionList } from '@/components/ui/description-list';
import { Panel } from '@/components/ui/panel';
import type { ChangeSources } from '@/lib/features/sync/webhook-view.rules';
import { formatCount, pluralise } from '@/lib/format';

/** How the portal learned of status changes, with an alarm when webhooks stop. */
export function ChangeSourcesPanel({ changeSources }: { readonly changeSources: ChangeSources }) {
  const { byWebhook, bySweep, byOpening } = changeSources;
  return (
    <Panel title="How changes were learnt in the last 24 h">
      <DescriptionList
        items={[
          { term: 'By webhook', value: formatCount(byWebhook) },
          { term: 'By somebody looking', value: formatCount(byOpening) },
          { term: 'By the regular check', value: formatCount(bySweep) },
        ]}
      />
      <div className="border-t border-line p-3">
        {bySweep > 0 ? (
          <Banner tone="attention" title={`${pluralise(bySweep, 'change')} came without a webhook`}>
            <p>
              The regular check noticed what a webhook should have told. Compare the address below with the one 1Money
              has, and look for deliveries that were given up.
            </p>
          </Banner>
        ) : (
          <p className="text-muted">
            {byWebhook + byOpening === 0
              ? 'No status has changed in this time.'
              : 'No change was left for the regular check to find: webhooks arrive.'}
          </p>
        )}
      </div>
    </Panel>
  );
}
