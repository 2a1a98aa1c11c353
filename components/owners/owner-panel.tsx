/** The member of staff responsible for a customer. Works without scripts. */

import { ActionButton } from '@/components/forms/action-button';
import { Panel } from '@/components/ui/panel';
import type { StaffName } from '@/lib/platform/auth/staff-name';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

interface OwnerPanelProps {
  readonly customerId: string;
  readonly owner: StaffName | null;
  /** Empty for viewers. */
  readonly possibleOwners: readonly StaffName[];
  /** The current user. */
  readonly userId: string;
  readonly action: StatefulAction;
}

export function OwnerPanel({ customerId, owner, possibleOwners, userId, action }: OwnerPanelProps) {
  const from = { customerId, from: owner?.id ?? '' };
  const isMine = owner?.id === userId;
  const others = possibleOwners.filter(({ id }) => id !== owner?.id && id !== userId);
  return (
    <Panel title="Owner">
      <div className="grid gap-3 px-4 py-3">
        <OwnerSentence owner={owner} isMine={isMine} />
        {possibleOwners.length > 0 && (
          <div className="flex flex-wrap items-start gap-2">
            {/* One button for all three labels, so that its result stays beside it. */}
            <ActionButton action={action} fields={{ ...from, to: isMine ? '' : userId }} size="sm">
              {isMine ? 'Release' : owner === null ? 'Claim' : 'Take over'}
            </ActionButton>
            {owner !== null && !isMine && (
              <ActionButton action={action} fields={{ ...from, to: '' }} size="sm">
                Release
              </ActionButton>
            )}
            {others.length > 0 && (
              <details>
                <summary className="btn btn-quiet btn-sm">Assign…</summary>
                <div className="mt-2">
                  <ActionButton
                    action={action}
                    fields={from}
                    size="sm"
                    inputs={
                      <select name="to" required aria-label="Assign to" className="control control-sm max-w-56">
                        {others.map(({ id, name, email }) => (
                          <option key={id} value={id}>{`${name} (${email})`}</option>
                        ))}
                      </select>
                    }
                  >
                    Assign
                  </ActionButton>
                </div>
              </details>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

function OwnerSentence({ owner, isMine }: { readonly owner: StaffName | null; readonly isMine: boolean }) {
  if (owner === null) return <p className="text-muted">Nobody looks after this customer yet.</p>;
  return (
    <p className="wrap-anywhere">
      <span className="font-semibold">{isMine ? 'You' : owner.name}</span>
      {!isMine && <span className="text-muted">{` (${owner.email})`}</span>}
      {owner.isDisabled && <span className="text-attention"> The account is disabled: somebody should take over.</span>}
    </p>
  );
}
