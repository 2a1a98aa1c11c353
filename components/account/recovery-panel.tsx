import { pluralise } from '@/lib/format';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { Banner } from '../ui/banner';
import { Panel } from '../ui/panel';
import { ShowOnceForm } from './show-once-form';

const FEW = 3;

/** Shown to users who have a second factor. */
export function RecoveryPanel({ codesLeft, renew }: { readonly codesLeft: number; readonly renew: StatefulAction }) {
  return (
    <Panel title="Recovery codes">
      <div className="grid gap-4 p-4">
        {codesLeft <= FEW && (
          <Banner tone="attention" title={codesLeft === 0 ? 'You have no recovery codes' : 'Few are left'}>
            <p>Without one, a lost phone or passkey means asking an admin.</p>
          </Banner>
        )}
        <p>{`${pluralise(codesLeft, 'code')} left. Each signs you in once, instead of the second factor.`}</p>
        <ShowOnceForm action={renew} submit={codesLeft === 0 ? 'Make recovery codes' : 'Replace them by new ones'}>
          {null}
        </ShowOnceForm>
      </div>
    </Panel>
  );
}
