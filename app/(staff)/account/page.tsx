import type { Metadata } from 'next';
import { RecoveryPanel } from '@/components/account/recovery-panel';
import { AppLink } from '@/components/ui/app-link';
import { PageHeader } from '@/components/ui/page-header';
import { renewRecoveryCodesAction } from '@/lib/features/account/factors.actions';
import { readMyFactors } from '@/lib/platform/auth/factors/my-factors';
import { requireScope } from '@/lib/platform/auth/session';
import { OwnFactors } from '../../own-factors';

export const metadata: Metadata = { title: 'Your sign-in' };

export default async function AccountPage() {
  const scope = await requireScope('/account');
  const factors = await readMyFactors(scope);
  const hasFactor = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <>
      <PageHeader title="Your sign-in">
        <span>{`You sign in as ${scope.email}. A second factor keeps others out who have learnt your password. `}</span>
        <AppLink href="/account/sessions" className="link">
          See where you are signed in
        </AppLink>
      </PageHeader>
      <OwnFactors factors={factors} />
      {hasFactor && <RecoveryPanel codesLeft={factors.codesLeft} renew={renewRecoveryCodesAction} />}
    </>
  );
}
