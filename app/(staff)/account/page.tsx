import type { Metadata } from 'next';
import { AppPanel } from '@/components/account/app-panel';
import { RecoveryPanel } from '@/components/account/recovery-panel';
import { PageHeader } from '@/components/ui/page-header';
import { finishTotpAction, removeTotpAction, renewRecoveryCodesAction, startTotpAction } from '@/lib/actions/account';
import { readMyFactors } from '@/lib/auth/factors/my-factors';
import { requireScope } from '@/lib/auth/session';
import { qrCode } from '@/lib/services/read-invites';

export const metadata: Metadata = { title: 'Your sign-in' };

const APP_ACTIONS = { start: startTotpAction, finish: finishTotpAction, remove: removeTotpAction };

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
      {hasFactor && <RecoveryPanel codesLeft={factors.codesLeft} renew={renewRecoveryCodesAction} />}
    </>
  );
}
