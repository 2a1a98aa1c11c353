'use client';

import { type ReactNode, useActionState } from 'react';
import type { ButtonStyle } from '@/components/ui/button-class';
import type { Elements } from '@/components/ui/elements';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { FormResult } from './form-result';

interface ActionButtonProps extends ButtonStyle {
  readonly action: StatefulAction;
  /** What the action is given. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Fields to choose or type in before submitting. */
  readonly inputs?: Elements;
  readonly children: ReactNode;
}

/** A button that does one thing and shows the result beside itself. A form, so that it works without scripts. */
export function ActionButton({ action, fields = {}, inputs, children, ...buttonStyle }: ActionButtonProps) {
  const [state, formAction] = useActionState(action, IDLE);
  return (
    <form
      action={formAction}
      className="grid justify-items-start gap-1"
      // React empties a form after its action; on an error the typed values are put back.
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
