import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { PasskeyButton } from '@/components/account/passkey-button';
import { SecretForm } from '@/components/account/secret-form';
import { StartDownload } from '@/components/account/start-download';
import { PublicShell } from '@/components/shell/public-shell';
import { SubmitButton } from '@/components/ui/submit-button';
import {
  askPasskeyToConfirmAction,
  confirmAction,
  confirmByPasskeyAction,
} from '@/lib/features/account/reauth.actions';
import { signOutAction } from '@/lib/features/account/sign-in.actions';
import { brandingSetting } from '@/lib/features/settings/branding';
import { isProven, readReauthMethods } from '@/lib/platform/auth/factors/confirm';
import { passkeyHost } from '@/lib/platform/auth/factors/passkeys';
import { pageOfFile, toSafePath } from '@/lib/platform/auth/safe-path';
import { requireSignedIn } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Confirm that it is you' };

/** Sensitive actions lead here if the last reauthentication is more than ten minutes old. */
export default async function ConfirmPage({ searchParams }: PageProps<'/confirm-it-is-you'>) {
  const { next: given } = await searchParams;
  const next = given === undefined ? null : toSafePath(given);
  const address = next === null ? '/confirm-it-is-you' : `/confirm-it-is-you?next=${encodeURIComponent(next)}`;
  const scope = await requireSignedIn(address);
  const [ways, { partnerName }] = await Promise.all([readReauthMethods(scope), brandingSetting.read()]);
  const hasFactor = ways.hasTotp || ways.hasPasskey;
  return (
    <PublicShell partnerName={partnerName}>
      <div className="panel grid gap-4 p-6">
        {isProven(scope) ? (
          <Confirmed next={next} isAnswer={isForm(await headers())} />
        ) : (
          <>
            <h1 className="text-xl font-semibold">Confirm that it is you</h1>
            <p>
              What you want to do is asked about again when ten minutes have gone by. You are signed in as{' '}
              <span className="wrap-anywhere">{scope.email}</span>.
            </p>
            {ways.hasPasskey && passkeyHost() && (
              <PasskeyButton ask={askPasskeyToConfirmAction} use={confirmByPasskeyAction} next={next}>
                Confirm with a passkey
              </PasskeyButton>
            )}
            {hasFactor || ways.hasPassword ? (
              <SecretForm
                action={confirmAction}
                secret={hasFactor ? 'code' : 'password'}
                next={next}
                submit="Confirm"
                hasApp={ways.hasTotp}
              />
            ) : (
              <form action={signOutAction} className="grid justify-items-start gap-3">
                <p>Your account has no password here, so sign in once more.</p>
                <input type="hidden" name="next" value={next === null ? '/customers' : address} />
                <SubmitButton>Sign in again</SubmitButton>
              </form>
            )}
          </>
        )}
      </div>
    </PublicShell>
  );
}

/** Whether this request submits the page's form, by script or by the browser itself. */
function isForm(request: Headers): boolean {
  return request.has('next-action') || (request.get('content-type') ?? '').startsWith('multipart/form-data');
}

interface ConfirmedProps {
  readonly next: string | null;
  readonly isAnswer: boolean;
}

function Confirmed({ next, isAnswer }: ConfirmedProps) {
  if (next === null)
    return (
      <>
        <h1 className="text-xl font-semibold">It is you</h1>
        <p role="status">For the next ten minutes. Close this tab, go back to where you were, and press again.</p>
      </>
    );
  const page = pageOfFile(next);
  // Plain links, because the target may be a file.
  return (
    <>
      <h1 className="text-xl font-semibold">Confirmed</h1>
      {/* Only after the form was submitted: a link from another site must not start a download. */}
      {page !== null && isAnswer && (
        <>
          <p role="status">Your download is starting. If it doesn’t, download the file here.</p>
          <StartDownload href={next} />
        </>
      )}
      <p className="flex flex-wrap gap-2">
        <a href={next} className="btn btn-primary">
          {page === null ? 'Continue' : 'Download file'}
        </a>
        {page !== null && (
          <a href={page} className="btn btn-quiet">
            Go back
          </a>
        )}
      </p>
    </>
  );
}
