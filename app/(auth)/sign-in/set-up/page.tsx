import type { Metadata } from 'next';
import { PublicShell } from '@/components/shell/public-shell';
import { LinkButton } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOutAction } from '@/lib/features/account/sign-in.actions';
import { brandingSetting } from '@/lib/features/settings/branding';
import { readMyFactors } from '@/lib/platform/auth/factors/my-factors';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { requireSignedIn } from '@/lib/platform/auth/session';
import { OwnFactors } from '../../../own-factors';

export const metadata: Metadata = { title: 'Set up a second factor' };

/** Staff who must have a second factor can open nothing else. Stays open after setup to show the recovery codes. */
export default async function SetUpPage({ searchParams }: PageProps<'/sign-in/set-up'>) {
  const [{ next: given }, { partnerName }] = await Promise.all([searchParams, brandingSetting.read()]);
  const next = toSafePath(given);
  const scope = await requireSignedIn('/sign-in/set-up');
  const factors = await readMyFactors(scope);
  return (
    <PublicShell partnerName={partnerName}>
      <h1 className="text-xl font-semibold">Set up a second factor</h1>
      {scope.needsFactor ? (
        <p>Your account needs one beside its password. You can go on as soon as it is set up.</p>
      ) : (
        <div className="grid justify-items-start gap-3">
          <p>That is done. Keep your recovery codes before you go on.</p>
          <LinkButton href={next} variant="primary">
            Go on
          </LinkButton>
        </div>
      )}
      <OwnFactors factors={factors} />
      <form action={signOutAction}>
        <SubmitButton variant="quiet" size="sm">
          Sign out
        </SubmitButton>
      </form>
    </PublicShell>
  );
}
