/** The team, and what an admin can do about each member. Works without scripts. */

import { ActionButton } from '@/components/forms/action-button';
import type { StaffItem, StaffState } from '@/lib/features/team/staff-view.rules';
import { pluralise } from '@/lib/format';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { Badge } from '../ui/badge';
import { CopyText } from '../ui/copy-text';
import { LocalTime } from '../ui/local-time';
import { Cell, type Column, Table } from '../ui/table';
import type { Tone } from '../ui/tone';
import { ROLE_OPTIONS } from './role-options';

export interface TeamActions {
  readonly changeRole: StatefulAction;
  readonly disable: StatefulAction;
  readonly enable: StatefulAction;
  readonly endSessions: StatefulAction;
  readonly inviteAgain: StatefulAction;
  readonly removeFactor: StatefulAction;
}

const COLUMNS: readonly Column[] = [
  { key: 'person', label: 'Person', width: 'w-[26%]' },
  { key: 'state', label: 'State', width: 'w-[20%]' },
  { key: 'seen', label: 'Last seen', width: 'w-[16%]' },
  { key: 'role', label: 'Role', width: 'w-[19%]' },
  { key: 'acts', label: 'Acts' },
];

const STATE_TEXT: Readonly<Record<StaffState, { readonly label: string; readonly tone: Tone }>> = {
  active: { label: 'Active', tone: 'good' },
  invited: { label: 'Invited', tone: 'waiting' },
  invite_over: { label: 'Invite over', tone: 'attention' },
  disabled: { label: 'Disabled', tone: 'neutral' },
};

interface StaffTableProps {
  readonly items: readonly StaffItem[];
  readonly actions: TeamActions;
}

export function StaffTable({ items, actions }: StaffTableProps) {
  return (
    <Table caption="Team" columns={COLUMNS}>
      {items.map((item) => (
        <tr key={item.id}>
          <Cell place="wide">
            <span className="font-semibold">{item.name}</span>
            {item.isYou && <span className="text-muted"> (you)</span>}
            {item.name !== item.email && <span className="cell-note">{item.email}</span>}
            {item.ownedCustomers > 0 && (
              <span className="cell-note">{`Owner of ${pluralise(item.ownedCustomers, 'customer')}`}</span>
            )}
          </Cell>
          <Cell label="State">
            <StateCell item={item} />
            {item.hasFactor && <span className="cell-note">With a second factor</span>}
          </Cell>
          <Cell label="Last seen">
            {item.lastSeenAt ? (
              <LocalTime at={item.lastSeenAt} as="relative" />
            ) : (
              <span className="text-muted">Never</span>
            )}
            {item.openSessions > 0 && <span className="cell-note">{pluralise(item.openSessions, 'open session')}</span>}
          </Cell>
          <Cell label="Role" place="wide">
            <RoleCell item={item} action={actions.changeRole} />
          </Cell>
          <Cell place="wide">
            <ActsCell item={item} actions={actions} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function StateCell({ item: { state, invite } }: { readonly item: StaffItem }) {
  const { label, tone } = STATE_TEXT[state];
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      {invite && (
        <span className="cell-note">
          until <LocalTime at={invite.expiresAt} />
        </span>
      )}
      {invite?.problem && <span className="cell-note text-bad">{`Not delivered: ${invite.problem}`}</span>}
    </>
  );
}

function RoleCell({ item, action }: { readonly item: StaffItem; readonly action: StatefulAction }) {
  return (
    <ActionButton
      action={action}
      fields={{ userId: item.id }}
      size="sm"
      inputs={
        <select name="role" aria-label={`Role of ${item.name}`} defaultValue={item.role} className="control control-sm">
          {ROLE_OPTIONS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      }
    >
      Change<span className="sr-only">{` role of ${item.name}`}</span>
    </ActionButton>
  );
}

function ActsCell({ item, actions }: { readonly item: StaffItem; readonly actions: TeamActions }) {
  const fields = { userId: item.id };
  const ofWhom = <span className="sr-only">{` ${item.name}`}</span>;
  if (item.state === 'disabled')
    return (
      <ActionButton action={actions.enable} fields={fields} size="sm">
        Enable{ofWhom}
      </ActionButton>
    );
  return (
    <div className="flex flex-wrap items-start gap-2">
      {item.state !== 'active' && (
        <ActionButton action={actions.inviteAgain} fields={fields} size="sm">
          Invite again{ofWhom}
        </ActionButton>
      )}
      {item.invite?.link && <CopyText text={item.invite.link} what={`for ${item.name}`} label="Copy link" />}
      {item.openSessions > 0 && (
        <ActionButton action={actions.endSessions} fields={fields} size="sm">
          End sessions<span className="sr-only">{item.isYou ? ' of yours' : ` ${item.name}`}</span>
        </ActionButton>
      )}
      {item.hasFactor && (
        <details>
          <summary className="btn btn-quiet btn-sm">Remove second factor…{ofWhom}</summary>
          <div className="mt-2 grid max-w-xs gap-2">
            <p className="text-muted">
              For a lost phone, when you are sure who asks. <span>{item.isYou ? 'You are' : `${item.name} is`}</span>{' '}
              signed out everywhere; the password alone signs in until a new factor is set up.
            </p>
            <ActionButton action={actions.removeFactor} fields={fields} size="sm">
              Remove second factor{ofWhom}
            </ActionButton>
          </div>
        </details>
      )}
      <details>
        <summary className="btn btn-quiet btn-sm">Disable…{ofWhom}</summary>
        <div className="mt-2 grid max-w-xs gap-2">
          <p className="text-muted">
            <span>{item.isYou ? 'You are' : `${item.name} is`}</span> signed out everywhere and cannot sign in. An admin
            can enable the account again.
          </p>
          <ActionButton action={actions.disable} fields={fields} size="sm">
            Disable account{ofWhom}
          </ActionButton>
        </div>
      </details>
    </div>
  );
}
