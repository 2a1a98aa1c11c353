'use client';

import { useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import { ErrorSummary } from '../ui/error-summary';
import { EmailField, Field } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';

interface SignInFormProps {
  readonly action: StatefulAction;
  /** Where to go afterwards; checked again by the action. */
  readonly next?: string;
}

export function SignInForm({ action, next }: SignInFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const isError = state.status === 'error';
  const errors = isError ? state.fieldErrors : {};
  return (
    <form action={formAction} className="grid gap-4">
      {isError && <ErrorSummary title={state.message} fieldErrors={errors} answer={state} />}
      {next && <input type="hidden" name="next" value={next} />}
      <EmailField
        label="E-mail"
        name="email"
        required
        autoComplete="username"
        defaultValue={isError ? state.values.email : undefined}
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
