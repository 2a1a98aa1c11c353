import { ActionButton } from '@/components/forms/action-button';
import type { PasskeyItem } from '@/lib/platform/auth/factors/second-factor.rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { LocalTime } from '../ui/local-time';
import { Panel } from '../ui/panel';
import { AddPasskeyForm } from './add-passkey-form';

export interface PasskeyActions {
  readonly ask: StatefulAction;
  readonly add: StatefulAction;
  readonly rename: StatefulAction;
  readonly remove: StatefulAction;
}

interface PasskeysPanelProps {
  readonly passkeys: readonly PasskeyItem[];
  /** The portal's host if it is an IP address, for which browsers create no passkeys; else null. */
  readonly ipHost: string | null;
  readonly actions: PasskeyActions;
}

export function PasskeysPanel({ passkeys, ipHost, actions }: PasskeysPanelProps) {
  return (
    <Panel title="Passkeys">
      <div className="grid gap-4 p-4">
        <p className="max-w-prose text-muted">
          A passkey lives in your phone, computer or security key and asks for your fingerprint, face or PIN. It signs
          you in without the password, or after it as the second step.
        </p>
        {passkeys.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {passkeys.map((passkey) => (
              <PasskeyEntry key={passkey.id} passkey={passkey} actions={actions} />
            ))}
          </ul>
        )}
        {ipHost === null ? (
          <>
            <AddPasskeyForm ask={actions.ask} add={actions.add} />
            <p className="hidden noscript:block">To add a passkey, allow scripts for this page.</p>
          </>
        ) : (
          <p className="max-w-prose">
            Passkeys are not available here: this portal is reached at the IP address <span>{ipHost}</span>, and
            browsers make passkeys for host names only.
          </p>
        )}
      </div>
    </Panel>
  );
}

function PasskeyEntry({ passkey, actions }: { readonly passkey: PasskeyItem; readonly actions: PasskeyActions }) {
  const { id, name, createdAt, lastUsedAt } = passkey;
  const fields = { passkeyId: id };
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-semibold wrap-anywhere">{name}</p>
        <p className="text-xs text-muted">
          Added <LocalTime at={createdAt} />
          <span>{lastUsedAt === null ? ', not used yet' : ', last used '}</span>
          {lastUsedAt !== null && <LocalTime at={lastUsedAt} />}
        </p>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <details>
          <summary className="btn btn-quiet btn-sm">
            Rename…<span className="sr-only">{` ${name}`}</span>
          </summary>
          <div className="mt-2">
            <ActionButton
              action={actions.rename}
              fields={fields}
              size="sm"
              inputs={
                <input
                  type="text"
                  name="passkeyName"
                  defaultValue={name}
                  maxLength={80}
                  required
                  aria-label={`New name of ${name}`}
                  className="control control-sm"
                />
              }
            >
              Rename<span className="sr-only">{` ${name}`}</span>
            </ActionButton>
          </div>
        </details>
        <ActionButton action={actions.remove} fields={fields} size="sm">
          Remove<span className="sr-only">{` ${name}`}</span>
        </ActionButton>
      </div>
    </li>
  );
}
