import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PasskeyButton } from '@/components/account/passkey-button';
import { SecretForm } from '@/components/account/secret-form';
import { PublicShell } from '@/components/shell/public-shell';
import { AppLink } from '@/components/ui/app-link';
import {
  askPasskeyForSecondStepAction,
  secondStepByPasskeyAction,
} from '@/lib/features/account/passkey-sign-in.actions';
import { secondStepAction } from '@/lib/features/account/second-step.actions';
import { brandingSetting } from '@/lib/features/settings/branding';
import { passkeyHost } from '@/lib/platform/auth/factors/passkeys';
import { readPending } from '@/lib/platform/auth/factors/second-step';
import { getSignInId } from '@/lib/platform/auth/factors/sign-in-cookie';
import { toSafePath } from '@/lib/platform/auth/safe-path';

export const metadata: Metadata = { title: 'Second step' };

/** Only for a browser that has just sent the right password; all others are redirected to the sign-in page. */
export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/second-step'>) {
  const pending = await readPending(await getSignInId());
  if (!pending) redirect('/sign-in');
  const [{ next: given }, { partnerName }] = await Promise.all([searchParams, brandingSetting.read()]);
  const next = toSafePath(given);
  return (
    <PublicShell partnerName={partnerName}>
      <div className="panel grid gap-4 p-6">
        <h1 className="text-xl font-semibold">One more step</h1>
        <p>
          Your password is right. Now show that it is you, <span className="wrap-anywhere">{pending.email}</span>.
        </p>
        {pending.hasPasskey && passkeyHost() && (
          <PasskeyButton ask={askPasskeyForSecondStepAction} use={secondStepByPasskeyAction} next={next}>
            Use a passkey
          </PasskeyButton>
        )}
        <SecretForm action={secondStepAction} secret="code" next={next} submit="Sign in" hasApp={pending.hasTotp} />
        <p className="text-muted">
          Is your phone gone, and your recovery codes too? An admin of your team can remove the second factor.
        </p>
        <p>
          <AppLink href="/sign-in" className="link">
            Start again
          </AppLink>
        </p>
      </div>
    </PublicShell>
  );
}
