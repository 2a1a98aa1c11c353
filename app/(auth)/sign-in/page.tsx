import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PasskeyButton } from '@/components/account/passkey-button';
import { SignInForm } from '@/components/account/sign-in-form';
import { SsoEntry } from '@/components/account/sso-entry';
import { PublicShell } from '@/components/shell/public-shell';
import { AppLink } from '@/components/ui/app-link';
import { env } from '@/lib/env';
import { askPasskeyToSignInAction, signInByPasskeyAction } from '@/lib/features/account/passkey-sign-in.actions';
import { signInAction } from '@/lib/features/account/sign-in.actions';
import { readSignInWays } from '@/lib/features/sso/sso-settings';
import { passkeyHost } from '@/lib/platform/auth/factors/passkeys';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { getSignedIn } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next: given, password, sso, step } = await searchParams;
  const next = toSafePath(given);
  if (await getSignedIn()) redirect(next);
  const { hasSso, hasPassword } = await readSignInWays();
  return (
    <PublicShell partnerName={env().partnerName}>
      <div className="panel grid gap-4 p-6">
        <h1 className="text-xl font-semibold">Sign in</h1>
        {password === 'set' && <p>Your password is set. Sign in with it now.</p>}
        {step === 'over' && <p>That took longer than five minutes. Start again with your password.</p>}
        {hasSso && <SsoEntry next={next} problem={sso} />}
        {hasSso && hasPassword && <p className="text-center text-muted">or with a password</p>}
        {hasPassword && <SignInForm action={signInAction} next={next} />}
        {hasPassword && passkeyHost() && (
          <PasskeyButton ask={askPasskeyToSignInAction} use={signInByPasskeyAction} next={next}>
            Use a passkey
          </PasskeyButton>
        )}
        {hasPassword && (
          <p>
            <AppLink href="/sign-in/forgot" className="link">
              Forgot your password?
            </AppLink>
          </p>
        )}
      </div>
    </PublicShell>
  );
}
