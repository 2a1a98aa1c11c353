'use client';

import { useActionState } from 'react';
import { FormResult } from '@/components/forms/form-result';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { TextAreaField } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface NoteFormProps {
  readonly action: StatefulAction;
  readonly customerId: string;
  /** Submitting the same text twice adds one note. */
  readonly noteId: string;
}

export function NoteForm({ action, customerId, noteId }: NoteFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid gap-2">
      <input type="hidden" name="customerId" value={customerId} />
      <input type="hidden" name="noteId" value={noteId} />
      <TextAreaField
        label="New note"
        name="note"
        required
        maxLength={2000}
        hint="Plain text for your team. Customers never see it."
        defaultValue={values.note}
        error={errors.note}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" size="sm">
          Add note
        </SubmitButton>
        <FormResult state={problem ?? (state.status === 'error' ? IDLE : state)} />
      </div>
    </form>
  );
}
