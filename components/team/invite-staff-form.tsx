'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { EmailField, SelectField } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';
import { ROLE_OPTIONS } from './role-options';

export function InviteStaffForm({ action }: { readonly action: StatefulAction }) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form
      action={formAction}
      onInput={onInput}
      className="grid gap-3 p-4"
      // React resets a form after its action; keep the values, to submit them again after reauthentication.
      onReset={(event) => problem?.needsReauthentication && event.preventDefault()}
    >
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto]">
        <EmailField
          label="E-mail"
          name="email"
          required
          autoComplete="off"
          defaultValue={values.email}
          error={errors.email}
        />
        <SelectField
          label="Role"
          name="role"
          options={ROLE_OPTIONS}
          defaultValue={values.role ?? 'operator'}
          error={errors.role}
        />
        <div className="sm:pt-6">
          <SubmitButton>Invite</SubmitButton>
        </div>
      </div>
      <p role="status" className="text-muted empty:hidden">
        {state.status === 'ok' && state.message}
      </p>
    </form>
  );
}
