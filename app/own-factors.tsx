import { AppPanel } from '@/components/account/app-panel';
import { PasskeysPanel } from '@/components/account/passkeys-panel';
import { appUrl } from '@/lib/env';
import { finishTotpAction, removeTotpAction, startTotpAction } from '@/lib/features/account/factors.actions';
import {
  askToRegisterAction,
  registerPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from '@/lib/features/account/passkeys.actions';
import { passkeyHost } from '@/lib/platform/auth/factors/passkeys';
import type { MyFactors } from '@/lib/platform/auth/factors/second-factor.rules';
import { qrCode } from '@/lib/platform/files/qr-code';

const APP_ACTIONS = { start: startTotpAction, finish: finishTotpAction, remove: removeTotpAction };
const PASSKEY_ACTIONS = {
  ask: askToRegisterAction,
  add: registerPasskeyAction,
  rename: renamePasskeyAction,
  remove: removePasskeyAction,
};

/** Used by the account page and the mandatory set-up page. */
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
