'use client';

import { type ReactNode, useActionState } from 'react';
import type { ButtonStyle } from '@/components/ui/button-class';
import type { Elements } from '@/components/ui/elements';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { FormResult } from './form-result';

interface ActionButtonProps extends ButtonStyle {
  readonly action: StatefulAction;
  /** Hidden fields. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Visible fields before the button. */
  readonly inputs?: Elements;
  readonly children: ReactNode;
}

/** A form with one button, which shows its result beside it. Works without scripts. */
export function ActionButton({ action, fields = {}, inputs, children, ...buttonStyle }: ActionButtonProps) {
  const [state, formAction] = useActionState(action, IDLE);
  return (
    <form
      action={formAction}
      className="grid justify-items-start gap-1"
      // React resets a form after its action; keep the typed values if it failed.
      onReset={(event) => state.status === 'error' && event.preventDefault()}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {inputs ? (
        <div className="flex flex-wrap items-center gap-2">
          {inputs}
          <SubmitButton variant="secondary" {...buttonStyle}>
            {children}
          </SubmitButton>
        </div>
      ) : (
        <SubmitButton variant="secondary" {...buttonStyle}>
          {children}
        </SubmitButton>
      )}
      <FormResult state={state} />
    </form>
  );
}
