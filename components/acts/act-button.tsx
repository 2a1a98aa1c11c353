'use client';

import { type ReactNode, useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import type { ButtonLook } from '../ui/button-class';
import { SubmitButton } from '../ui/submit-button';

interface ActButtonProps extends ButtonLook {
  readonly action: StatefulAction;
  /** What the action is given. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** A button that does one thing and says beside itself what came of it. A form, so that it works without scripts. */
export function ActButton({ action, fields = {}, children, ...look }: ActButtonProps) {
  const [state, formAction] = useActionState(action, IDLE);
  return (
    <form action={formAction} className="grid justify-items-start gap-1">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary" {...look}>
        {children}
      </SubmitButton>
      <p role="status" className="text-xs text-muted">
        {state.status === 'ok' && state.message}
      </p>
      {state.status === 'error' && (
        <p role="alert" className="max-w-72 text-xs text-bad">
          {state.message}
          {state.isSignedOut && (
            <>
              {' '}
              <a href="/sign-in" className="link">
                Sign in
              </a>
            </>
          )}
          {state.referenceId && ` Reference ${state.referenceId}.`}
        </p>
      )}
    </form>
  );
}
