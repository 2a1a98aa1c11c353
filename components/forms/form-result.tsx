import { Reference } from '@/components/ui/reference';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { ReauthLink } from './reauth-link';

/** The result in small print beside the button. */
export function FormResult({ state }: { readonly state: ActionState }) {
  return (
    <>
      <p role="status" className="text-xs text-muted">
        {state.status === 'ok' && state.message}
      </p>
      {state.status === 'error' && (
        <p role="alert" className="max-w-72 text-xs text-bad">
          <span>{state.message}</span>
          {state.needsReauthentication && (
            <span>
              {' '}
              <ReauthLink />
            </span>
          )}
          {state.isSignedOut && (
            <span>
              {' '}
              <a href="/sign-in" className="link">
                Sign in
              </a>
            </span>
          )}
          {state.referenceId && (
            <span>
              {' '}
              <Reference id={state.referenceId} />
            </span>
          )}
        </p>
      )}
    </>
  );
}
