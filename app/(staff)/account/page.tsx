import type { Metadata } from 'next';
import { AppPanel } from '@/components/account/app-panel';
import { PasskeysPanel } from '@/components/account/passkeys-panel';
import { RecoveryPanel } from '@/components/account/recovery-panel';
import { PageHeader } from '@/components/ui/page-header';
import { finishTotpAction, removeTotpAction, renewRecoveryCodesAction, startTotpAction } from '@/lib/actions/account';
import {
  askToRegisterAction,
  registerPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from '@/lib/actions/passkeys';
import { readMyFactors } from '@/lib/auth/factors/my-factors';
import { passkeyHost } from '@/lib/auth/factors/passkeys';
import { requireScope } from '@/lib/auth/session';
import { appUrl } from '@/lib/env';
import { qrCode } from '@/lib/services/read-invites';

export const metadata: Metadata = { title: 'Your sign-in' };

const APP_ACTIONS = { start: startTotpAction, finish: finishTotpAction, remove: removeTotpAction };
const PASSKEY_ACTIONS = {
  ask: askToRegisterAction,
  add: registerPasskeyAction,
  rename: renamePasskeyAction,
  remove: removePasskeyAction,
};

/** Everybody's own page, whatever their role. */
export default async function AccountPage() {
  const scope = await requireScope('/account');
  const factors = await readMyFactors(scope);
  const hasFactor = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <>
      <PageHeader title="Your sign-in">
        You sign in as {scope.email}. A second factor keeps others out who have learnt your password.
      </PageHeader>
      <AppPanel factors={factors} qrCode={factors.draft && qrCode(factors.draft.address)} actions={APP_ACTIONS} />
      <PasskeysPanel
        passkeys={factors.passkeys}
        ipHost={passkeyHost() ? null : new URL(appUrl()).hostname}
        actions={PASSKEY_ACTIONS}
      />
      {hasFactor && <RecoveryPanel codesLeft={factors.codesLeft} renew={renewRecoveryCodesAction} />}
    </>
  );
}
