'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { MAX_CODE_LENGTH } from '@/lib/platform/input/one-time-code';

interface SecretFormProps {
  readonly action: StatefulAction;
  readonly secret: 'code' | 'password';
  /** Path to open afterwards; the action validates it again. */
  readonly next: string | null;
  readonly submit: string;
  /** Whether the code may come from an app, or must be a recovery code. */
  readonly hasApp: boolean;
}

/** Asks a known user for a code or the password. Works without scripts. */
export function SecretForm({ action, secret, next, submit, hasApp }: SecretFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid gap-4">
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      {secret === 'password' ? (
        <Field
          label="Password"
          name="password"
          type="password"
          required
          maxLength={1024}
          autoComplete="current-password"
        />
      ) : (
        <Field
          label={hasApp ? 'Code' : 'Recovery code'}
          name="code"
          required
          maxLength={MAX_CODE_LENGTH}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          hint={hasApp ? 'The six digits that your app shows now, or one of your recovery codes.' : undefined}
        />
      )}
      <SubmitButton>{submit}</SubmitButton>
    </form>
  );
}
