import { buttonClass } from '@/components/ui/button-class';

interface SsoEntryProps {
  /** Path to open afterwards; validated again on the way. */
  readonly next: string;
  /** Reason in the URL after a failed sign-in. */
  readonly problem: unknown;
}

const PROBLEM_TEXT: ReadonlyMap<unknown, string> = new Map([
  ['denied', 'Single sign-on was cancelled or refused. Nobody was signed in.'],
  [
    'stale',
    'The answer of single sign-on was too old, had been used before, or belonged to another sign-in. Please start again.',
  ],
  [
    'clock',
    'The clocks of single sign-on and this portal differ by more than a minute. Ask an admin of the portal to correct them.',
  ],
  ['unreachable', 'Single sign-on cannot be reached at the moment. Try again in a minute.'],
  [
    'misconfigured',
    'Single sign-on and this portal do not understand each other. An admin has to compare the settings of both.',
  ],
  [
    'email_unverified',
    'Single sign-on does not confirm that the e-mail address is yours. Have it verified there, then try again.',
  ],
  [
    'domain',
    'You have no account here, and none is made for addresses of your domain. Ask an admin of the portal to invite you.',
  ],
  ['no_role', 'Your account at single sign-on gives you no role in this portal. Ask an admin of the portal.'],
  [
    'role_unknown',
    'Single sign-on did not send your groups, so your role is not known. Ask an admin of the portal to invite you.',
  ],
  ['disabled', 'Your account in this portal is disabled. Ask an admin of the portal.'],
  [
    'other_identity',
    'The account with your address belongs to another identity at single sign-on. Ask an admin of the portal.',
  ],
  ['too_many', 'Too many tries from your network. Try again in a few minutes.'],
  ['unavailable', 'The portal has a problem on its side. Try again in a minute.'],
]);

/** A plain link, because the browser itself must follow the redirect to the provider. */
export function SsoEntry({ next, problem }: SsoEntryProps) {
  const text = PROBLEM_TEXT.get(problem);
  return (
    <>
      {text && (
        <div role="alert" className="banner tone-bad">
          <p>{text}</p>
        </div>
      )}
      <a
        href={`/sign-in/sso?next=${encodeURIComponent(next)}`}
        className={buttonClass({ variant: 'primary', size: 'md' })}
      >
        Sign in with single sign-on
      </a>
    </>
  );
}
