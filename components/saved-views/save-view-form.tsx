'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface SaveViewFormProps {
  readonly action: StatefulAction;
  /** The list's query string without `?`; empty for the plain list. */
  readonly query: string;
  readonly canShare: boolean;
}

export function SaveViewForm({ action, query, canShare }: SaveViewFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid max-w-xl gap-3 p-4">
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      <input type="hidden" name="query" value={query} />
      <Field
        label="Name"
        name="name"
        required
        maxLength={60}
        autoComplete="off"
        hint="A name of yours that exists already is replaced."
        defaultValue={values.name}
        error={errors.name}
      />
      <p className="text-muted">
        What it shows:{' '}
        <code translate="no" className="wrap-anywhere">
          {query === '' ? 'all customers' : decode(query)}
        </code>
      </p>
      {canShare && (
        <label className="flex min-h-7 items-center gap-2">
          <input type="checkbox" name="isShared" defaultChecked={values.isShared === 'on'} />
          Share it with all staff
        </label>
      )}
      <label className="flex min-h-7 items-center gap-2">
        <input type="checkbox" name="isDefault" defaultChecked={values.isDefault === 'on'} />
        Open the list with it from now on
      </label>
      <div>
        <SubmitButton>Save view</SubmitButton>
      </div>
    </form>
  );
}

function decode(query: string): string {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name}: ${value}`).join(' · ');
}
