import type { Metadata } from 'next';
import { SetPasswordForm } from '@/components/auth/set-password-form';
import { PublicShell } from '@/components/shell/public-shell';
import { LinkButton } from '@/components/ui/button';
import { setPasswordAction } from '@/lib/actions/password';
import { readBranding } from '@/lib/services/branding';
import { readPasswordLink } from '@/lib/services/password-link';

export const metadata: Metadata = { title: 'Set your password' };

/** Where the mail leads. Looking changes nothing, however often mail scanners do; only sending the form uses the link up. */
export default async function PasswordPage({ params }: PageProps<'/password/[token]'>) {
  const { token } = await params;
  const [link, { partnerName }] = await Promise.all([readPasswordLink(token), readBranding()]);
  return (
    <PublicShell partnerName={partnerName}>
      <div className="panel grid gap-4 p-6">
        {link ? (
          <>
            <h1 className="text-xl font-semibold">
              {link.purpose === 'invite' ? 'Welcome to the partner portal' : 'Set a new password'}
            </h1>
            <p>
              Your account is <span className="font-semibold wrap-anywhere">{link.email}</span>. You sign in with this
              address and the password you choose now.
            </p>
            <SetPasswordForm
              action={setPasswordAction}
              token={token}
              email={link.email}
              asksName={link.purpose === 'invite'}
            />
          </>
        ) : (
          <>
            <h1 className="text-xl font-semibold">This link does not work any more</h1>
            <p>It was used, replaced by a newer one, or is older than three days. An admin can send you a new one.</p>
            <div>
              <LinkButton href="/sign-in">Sign in</LinkButton>
            </div>
          </>
        )}
      </div>
    </PublicShell>
  );
}
