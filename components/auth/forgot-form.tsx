'use client';

import { useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import { ErrorSummary } from '../ui/error-summary';
import { EmailField } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';

export function ForgotForm({ action }: { readonly action: StatefulAction }) {
  const [state, formAction] = useActionState(action, IDLE);
  const isError = state.status === 'error';
  const errors = isError ? state.fieldErrors : {};
  return (
    <form action={formAction} className="grid gap-4">
      {isError && <ErrorSummary title={state.message} fieldErrors={errors} answer={state} />}
      <EmailField
        label="E-mail"
        name="email"
        required
        autoComplete="username"
        defaultValue={isError ? state.values.email : undefined}
        error={errors.email}
      />
      <SubmitButton>Send the link</SubmitButton>
      <p role="status" className="empty:hidden">
        {state.status === 'ok' && state.message}
      </p>
    </form>
  );
}
