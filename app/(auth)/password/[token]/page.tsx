import type { Metadata } from 'next';
import { SetPasswordForm } from '@/components/password/set-password-form';
import { PublicShell } from '@/components/shell/public-shell';
import { LinkButton } from '@/components/ui/button';
import { setPasswordAction } from '@/lib/features/password/actions';
import { readPasswordLink } from '@/lib/features/password/password-link';
import { brandingSetting } from '@/lib/features/settings/branding';
import { PASSWORD_MIN, PASSWORD_MIN_WITH_FACTOR } from '@/lib/platform/auth/password-rule';
import { findToken } from '@/lib/platform/input/pasted-link';

export const metadata: Metadata = { title: 'Set your password' };

/** The link in the mail opens this page. Mail scanners may open it too: only submitting the form uses the link up. */
export default async function PasswordPage({ params }: PageProps<'/password/[token]'>) {
  const { token } = await params;
  const isWhole = findToken(token) !== null;
  const [link, { partnerName }] = await Promise.all([readPasswordLink(token), brandingSetting.read()]);
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
              minLength={link.hasFactor ? PASSWORD_MIN_WITH_FACTOR : PASSWORD_MIN}
            />
          </>
        ) : (
          <>
            <h1 className="text-xl font-semibold">
              {isWhole ? 'This link does not work any more' : 'This link is incomplete'}
            </h1>
            {isWhole ? (
              <p>
                It was used, replaced by a newer one, or is too old: an invite works for three days, a link to reset a
                password for 30 minutes. An admin can invite you again; a new link for a password you ask for yourself.
              </p>
            ) : (
              <p>
                Part of it is missing, often because it was split over two lines. Copy the whole link from the email and
                paste it into your browser.
              </p>
            )}
            <div className="flex flex-wrap gap-2">
              <LinkButton href="/sign-in">Sign in</LinkButton>
              <LinkButton href="/sign-in/forgot" variant="secondary">
                Ask for a new link
              </LinkButton>
            </div>
          </>
        )}
      </div>
    </PublicShell>
  );
}
