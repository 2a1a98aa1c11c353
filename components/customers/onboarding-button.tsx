import type { FormAction } from '@/lib/actions/action-state';
import { type ButtonDecision, DISABLED_REASON_TEXT } from '@/lib/kyb/onboarding-button';
import { type ButtonLook, buttonClass } from '../ui/button-class';
import { SubmitButton } from '../ui/submit-button';

interface OnboardingButtonProps extends ButtonLook {
  readonly customerId: string;
  readonly decision: ButtonDecision;
  readonly action: FormAction;
  /** Where refusals are shown: a path of ours, checked again by the action. */
  readonly returnTo?: string;
}

/**
 * Start or resume onboarding. Only a person's press of this form may create an onboarding link; a disabled button
 * is no form at all and says why in visible text.
 */
export function OnboardingButton({ customerId, decision, action, returnTo, ...look }: OnboardingButtonProps) {
  if (!decision.enabled) {
    const reasonId = `why-${customerId}`;
    return (
      <div className="grid justify-items-start gap-1">
        <button
          type="button"
          className={buttonClass({ ...look, variant: 'secondary' })}
          aria-disabled="true"
          aria-describedby={reasonId}
        >
          {decision.label}
        </button>
        <p id={reasonId} className="text-xs text-muted">
          {DISABLED_REASON_TEXT[decision.reason]}
        </p>
      </div>
    );
  }
  return (
    <form action={action}>
      <input type="hidden" name="customerId" value={customerId} />
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
      <SubmitButton {...look}>{decision.label}</SubmitButton>
    </form>
  );
}
