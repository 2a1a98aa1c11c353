'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { EmailField, Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface SignInFormProps {
  readonly action: StatefulAction;
  /** Path to open afterwards; the action validates it again. */
  readonly next?: string;
}

export function SignInForm({ action, next }: SignInFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid gap-4">
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      {next && <input type="hidden" name="next" value={next} />}
      <EmailField
        label="E-mail"
        name="email"
        required
        autoComplete="username"
        defaultValue={values.email}
        error={errors.email}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        required
        maxLength={1024}
        autoComplete="current-password"
        error={errors.password}
      />
      <SubmitButton>Sign in</SubmitButton>
    </form>
  );
}
