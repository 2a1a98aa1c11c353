'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface SetPasswordFormProps {
  readonly action: StatefulAction;
  readonly token: string;
  readonly email: string;
  /** New members also choose a name. */
  readonly asksName: boolean;
  readonly minLength: number;
}

export function SetPasswordForm({ action, token, email, asksName, minLength }: SetPasswordFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid gap-4">
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      <input type="hidden" name="token" value={token} />
      {/* For password managers. Not submitted, because it has no name. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      {asksName && (
        <Field
          label="Your name"
          name="name"
          required
          maxLength={80}
          autoComplete="name"
          hint="As your colleagues know you. It stands beside what you do here."
          defaultValue={values.name}
          error={errors.name}
        />
      )}
      <Field
        label="Password"
        name="password"
        type="password"
        required
        minLength={minLength}
        maxLength={1024}
        autoComplete="new-password"
        hint={`${minLength} characters or more. A few unrelated words do well, and so does a password manager.`}
        error={errors.password}
      />
      <SubmitButton>Set password</SubmitButton>
    </form>
  );
}
