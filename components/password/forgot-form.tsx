'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { EmailField } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

export function ForgotForm({ action }: { readonly action: StatefulAction }) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid gap-4">
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      <EmailField
        label="E-mail"
        name="email"
        required
        autoComplete="username"
        defaultValue={values.email}
        error={errors.email}
      />
      <SubmitButton>Send the link</SubmitButton>
      <p role="status" className="empty:hidden">
        {state.status === 'ok' && state.message}
      </p>
    </form>
  );
}
