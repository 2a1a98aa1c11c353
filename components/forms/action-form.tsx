'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import type { Elements } from '@/components/ui/elements';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { useFieldErrors } from './use-field-errors';

interface ActionFormProps {
  readonly action: StatefulAction;
  /** Hidden fields. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Server-rendered controls. */
  readonly children: Elements;
  readonly submit: string;
  readonly variant?: 'primary' | 'secondary';
}

/** A form of server-rendered controls that shows its result below. Works without scripts. */
export function ActionForm({ action, fields = {}, children, submit, variant = 'secondary' }: ActionFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, onInput } = useFieldErrors(state);
  return (
    <form
      action={formAction}
      onInput={onInput}
      className="grid gap-4"
      // React resets a form after its action; keep the typed values if it failed.
      onReset={(event) => state.status === 'error' && event.preventDefault()}
    >
      <FormProblem problem={problem} formState={state}>
        {Object.values(errors).map((message) => (
          <p key={message}>{message}</p>
        ))}
      </FormProblem>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant={variant}>{submit}</SubmitButton>
        <p role="status" className="text-muted">
          {state.status === 'ok' && state.message}
        </p>
      </div>
    </form>
  );
}
