'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { Field, SelectField, type SelectOption, TextAreaField } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { useFieldErrors } from './use-field-errors';

/** A field of a rule, described by the server. A `choice` without options is on or off. */
export interface RuleField {
  readonly kind: 'choice' | 'text' | 'lines' | 'days';
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly options?: readonly SelectOption[];
}

interface RuleFormProps {
  readonly action: StatefulAction;
  readonly fields: readonly RuleField[];
}

const ON_OFF = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

/** The fields are uncontrolled; typed values stay after an error. */
export function RuleForm({ action, fields }: RuleFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  const isWide = fields.length > 3;
  return (
    <form
      action={formAction}
      onInput={onInput}
      className="grid gap-4"
      // React resets a form after its action; keep the values, to submit them again after reauthentication.
      onReset={(event) => problem?.needsReauthentication && event.preventDefault()}
    >
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      <div className={isWide ? 'grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3' : 'grid max-w-md gap-4'}>
        {fields.map((field) => {
          const { name, label, hint } = field;
          const value = values[name] ?? field.value;
          const common = { name, label, hint, error: errors[name], defaultValue: value };
          // A mounted select keeps its first default value; a new key applies a new one.
          if (field.kind === 'choice')
            return <SelectField key={`${name}-${value}`} {...common} options={field.options ?? ON_OFF} />;
          if (field.kind === 'lines') return <TextAreaField key={name} {...common} spellCheck={false} />;
          const inputMode = field.kind === 'days' ? 'numeric' : undefined;
          const maxLength = field.kind === 'days' ? 4 : 100;
          return <Field key={name} {...common} inputMode={inputMode} maxLength={maxLength} autoComplete="off" />;
        })}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>Save</SubmitButton>
        <p role="status" className="text-muted">
          {state.status === 'ok' && state.message}
        </p>
      </div>
    </form>
  );
}
