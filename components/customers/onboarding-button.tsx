'use client';

import { type ReactNode, useActionState, useEffect } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import { type ButtonDecision, DISABLED_REASON_TEXT } from '@/lib/kyb/onboarding-button';
import { beginLeaving, endLeaving } from '../live/leaving';
import { type ButtonLook, buttonClass } from '../ui/button-class';
import { SubmitButton } from '../ui/submit-button';

interface OnboardingButtonProps extends ButtonLook {
  readonly customerId: string;
  readonly decision: ButtonDecision;
  readonly action: StatefulAction;
  /** For customers, in their language; staff read English. */
  readonly words?: { readonly label: string; readonly reason: string };
  /** Further hidden fields of the form. */
  readonly children?: ReactNode;
}

/**
 * Start or resume onboarding. Only a person's press of this form may create an onboarding link; a disabled button
 * is no form at all and says why in visible text. A refusal is said here and stays when the button closes with it.
 */
export function OnboardingButton({ customerId, decision, action, words, children, ...look }: OnboardingButtonProps) {
  const [state, formAction] = useActionState(action, IDLE);
  // Each answer that stays on the page is a new state; one that leads away is none.
  useEffect(() => (state === IDLE ? undefined : endLeaving()), [state]);
  const reasonId = `why-${customerId}`;
  const label = words?.label ?? decision.label;
  return (
    <div className="grid justify-items-start gap-1">
      {decision.enabled ? (
        <form action={formAction} onSubmit={beginLeaving}>
          <input type="hidden" name="customerId" value={customerId} />
          {children}
          <SubmitButton {...look}>{label}</SubmitButton>
        </form>
      ) : (
        <>
          <button
            type="button"
            className={buttonClass({ ...look, variant: 'secondary' })}
            aria-disabled="true"
            aria-describedby={reasonId}
          >
            {label}
          </button>
          <p id={reasonId} className="text-xs text-muted">
            {words?.reason ?? DISABLED_REASON_TEXT[decision.reason]}
          </p>
        </>
      )}
      {state.status === 'error' && (
        <p role="alert" className="text-xs text-bad">
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
    </div>
  );
}
