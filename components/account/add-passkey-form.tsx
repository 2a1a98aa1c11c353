'use client';

import { startTransition, useActionState, useEffect, useRef } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { type ActionState, IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { Field } from '../ui/field';
import { useHasMounted } from '../ui/use-has-mounted';

interface AddPasskeyFormProps {
  readonly ask: StatefulAction;
  readonly add: StatefulAction;
}

const NOT_MADE: ActionState = {
  status: 'error',
  message: 'No passkey was made. If this device has one for the portal already, that one works.',
  fieldErrors: {},
  values: {},
};

/** Browsers create passkeys only by script. The library is loaded on submit. */
export function AddPasskeyForm({ ask, add }: AddPasskeyFormProps) {
  const [state, send, isPending] = useActionState(async (_previous: ActionState, fields: FormData) => {
    const asked = await ask(IDLE, new FormData());
    if (asked.status !== 'ok' || !asked.text) return asked;
    try {
      const { startRegistration } = await import('@simplewebauthn/browser');
      fields.set('credential', JSON.stringify(await startRegistration({ optionsJSON: JSON.parse(asked.text) })));
    } catch {
      return NOT_MADE;
    }
    return add(IDLE, fields);
  }, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status === 'ok') form.current?.reset();
  }, [state]);
  const hasMounted = useHasMounted();
  const { problem, errors, onInput } = useFieldErrors(state);
  return (
    <form
      ref={form}
      onInput={onInput}
      className="grid max-w-md gap-4 noscript:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        if (!isPending) startTransition(() => send(fields));
      }}
    >
      <FormProblem problem={problem} formState={state} />
      <Field
        label="Name of the passkey"
        name="passkeyName"
        required
        maxLength={80}
        autoComplete="off"
        hint="So that you know it again: “Laptop”, “Blue key”."
        error={errors.passkeyName}
      />
      <div className="flex flex-wrap items-center gap-3">
        {/* Until the script runs, the button is disabled: the browser would submit the form itself and lose the
            name. */}
        <button type="submit" className="btn btn-secondary" disabled={!hasMounted} aria-disabled={isPending}>
          Add a passkey
        </button>
        <p role="status" className="text-muted">
          {state.status === 'ok' && state.message}
        </p>
      </div>
    </form>
  );
}
