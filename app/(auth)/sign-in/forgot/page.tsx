import type { Metadata } from 'next';
import { ForgotForm } from '@/components/password/forgot-form';
import { PublicShell } from '@/components/shell/public-shell';
import { AppLink } from '@/components/ui/app-link';
import { requestResetAction } from '@/lib/features/password/actions';
import { brandingSetting } from '@/lib/features/settings/branding';
import { canMail } from '@/lib/platform/mail/can-mail';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default async function ForgotPage() {
  const { partnerName } = await brandingSetting.read();
  return (
    <PublicShell partnerName={partnerName}>
      <div className="panel grid gap-4 p-6">
        <h1 className="text-xl font-semibold">Forgot your password?</h1>
        {canMail() ? (
          <>
            <p>Enter the address you sign in with. We mail you a link to set a new password.</p>
            <ForgotForm action={requestResetAction} />
          </>
        ) : (
          <p>This portal sends no mail, so it cannot send you a link. Ask whoever runs it for a new password.</p>
        )}
        <p>
          <AppLink href="/sign-in" className="link">
            Back to signing in
          </AppLink>
        </p>
      </div>
    </PublicShell>
  );
}
