import { AppPanel } from '@/components/account/app-panel';
import { PasskeysPanel } from '@/components/account/passkeys-panel';
import { finishTotpAction, removeTotpAction, startTotpAction } from '@/lib/actions/account';
import {
  askToRegisterAction,
  registerPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from '@/lib/actions/passkeys';
import { passkeyHost } from '@/lib/auth/factors/passkeys';
import { appUrl } from '@/lib/env';
import type { MyFactors } from '@/lib/kyb/second-factor';
import { qrCode } from '@/lib/services/read-invites';

const APP_ACTIONS = { start: startTotpAction, finish: finishTotpAction, remove: removeTotpAction };
const PASSKEY_ACTIONS = {
  ask: askToRegisterAction,
  add: registerPasskeyAction,
  rename: renamePasskeyAction,
  remove: removePasskeyAction,
};

/** One's second factors, on one's own page and where those are led who must have one. */
export function OwnFactors({ factors }: { readonly factors: MyFactors }) {
  return (
    <>
      <AppPanel factors={factors} qrCode={factors.draft && qrCode(factors.draft.address)} actions={APP_ACTIONS} />
      <PasskeysPanel
        passkeys={factors.passkeys}
        ipHost={passkeyHost() ? null : new URL(appUrl()).hostname}
        actions={PASSKEY_ACTIONS}
      />
    </>
  );
}
