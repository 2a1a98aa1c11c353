import { DocumentForm, type DocumentTarget } from '@/components/forms/document-form';
import { FormResult } from '@/components/forms/form-result';
import { type ButtonStyle, buttonClass } from '@/components/ui/button-class';
import type { Elements } from '@/components/ui/elements';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ButtonDecision, DISABLED_REASON_TEXT } from '@/lib/kyb/onboarding-button';
import type { ActionState } from '@/lib/platform/forms/action-state';

interface OnboardingButtonProps extends ButtonStyle {
  readonly customerId: string;
  readonly decision: ButtonDecision;
  readonly target: DocumentTarget;
  /** Result of the last start, if it failed. */
  readonly formState: ActionState;
  /** For customers, in their language; staff read English. */
  readonly words?: { readonly label: string; readonly reason: string };
  /** Further hidden fields. */
  readonly children?: Elements;
}

/**
 * Starts or resumes onboarding. Only a person's submission of this form may create an onboarding link. A disabled
 * button has no form and shows its reason as text. An error stays visible when the button becomes disabled.
 */
export function OnboardingButton({
  customerId,
  decision,
  target,
  formState,
  words,
  children,
  ...buttonStyle
}: OnboardingButtonProps) {
  const reasonId = `why-${customerId}`;
  const label = words?.label ?? decision.label;
  return (
    <div className="grid justify-items-start gap-1">
      {decision.enabled ? (
        <DocumentForm {...target}>
          <input type="hidden" name="customerId" value={customerId} />
          {children}
          <SubmitButton {...buttonStyle}>{label}</SubmitButton>
        </DocumentForm>
      ) : (
        <>
          <button
            type="button"
            className={buttonClass({ ...buttonStyle, variant: 'secondary' })}
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
      {formState.status === 'error' && <FormResult state={formState} />}
    </div>
  );
}
