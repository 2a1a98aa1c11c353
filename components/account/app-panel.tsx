/** Adds and removes the authenticator app. Works without scripts. */

import { ActionButton } from '@/components/forms/action-button';
import type { MyFactors, TotpDraft } from '@/lib/platform/auth/factors/second-factor.rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { MAX_CODE_LENGTH } from '@/lib/platform/input/one-time-code';
import { Badge } from '../ui/badge';
import { Field } from '../ui/field';
import { LocalTime } from '../ui/local-time';
import { Panel } from '../ui/panel';
import { ShowOnceForm } from './show-once-form';

export interface AppActions {
  readonly start: StatefulAction;
  readonly finish: StatefulAction;
  readonly remove: StatefulAction;
}

interface AppPanelProps {
  readonly factors: MyFactors;
  /** QR code of the unfinished setup, as a `data:` URL. */
  readonly qrCode: string | null;
  readonly actions: AppActions;
}

export function AppPanel({ factors: { totpSince, draft }, qrCode, actions }: AppPanelProps) {
  const isOpen = totpSince === null && draft !== null;
  return (
    <Panel title="Authenticator app" actions={totpSince && <Badge tone="good">On</Badge>}>
      <div className="grid gap-4 p-4">
        {totpSince !== null ? (
          <p>
            Added <LocalTime at={totpSince} />
            <span>. You are asked for its code after your password.</span>
          </p>
        ) : (
          <p className="max-w-prose text-muted">
            An app on your phone shows six digits that change every half minute. Any app for one-time codes will do.
          </p>
        )}
        {totpSince === null && draft === null && (
          <ActionButton action={actions.start}>Add an authenticator app</ActionButton>
        )}
        {isOpen && <Draft draft={draft} qrCode={qrCode} />}
        <ShowOnceForm action={actions.finish} submit={isOpen ? 'Add the app' : null} variant="primary">
          <div className="w-full max-w-xs">
            <Field
              label="Code that the app shows"
              name="code"
              required
              maxLength={MAX_CODE_LENGTH}
              inputMode="numeric"
              autoComplete="one-time-code"
            />
          </div>
        </ShowOnceForm>
        {isOpen && (
          <ActionButton action={actions.remove} variant="quiet" size="sm">
            Stop adding it
          </ActionButton>
        )}
        {totpSince !== null && (
          <details>
            <summary className="btn btn-quiet btn-sm">Remove the app…</summary>
            <div className="mt-2 grid max-w-prose gap-2">
              <p className="text-muted">
                Your password alone then signs you in, unless you have a passkey. To move to another phone, remove the
                app here and add it again there.
              </p>
              <ActionButton action={actions.remove} size="sm">
                Remove the app
              </ActionButton>
            </div>
          </details>
        )}
      </div>
    </Panel>
  );
}

function Draft({ draft, qrCode }: { readonly draft: TotpDraft; readonly qrCode: string | null }) {
  return (
    <ol className="grid max-w-prose list-decimal gap-3 pl-5">
      <li>
        Scan this with the app, or type the key into it.
        {qrCode !== null && (
          // biome-ignore lint/performance/noImgElement: a data URL of a few kilobytes gains nothing from the optimiser
          <img src={qrCode} alt="QR code for the authenticator app" width={192} height={192} className="my-2 rounded" />
        )}
        <code translate="no" className="block font-mono text-xs wrap-anywhere">
          {draft.secret}
        </code>
      </li>
      <li>Enter the six digits that it shows.</li>
    </ol>
  );
}
