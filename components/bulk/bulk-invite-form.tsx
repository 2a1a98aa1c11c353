'use client';

import { useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import { DEFAULT_LOCALE, LOCALE_NAMES, LOCALES } from '@/lib/texts/locales';
import { useFieldErrors } from '../acts/use-field-errors';
import { ErrorSummary } from '../ui/error-summary';
import { SelectField, TextAreaField } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));

interface BulkInviteFormProps {
  readonly action: StatefulAction;
  readonly runId: string;
  readonly label: string;
}

/** Starts a run of invites: what all their mails have in common. */
export function BulkInviteForm({ action, runId, label }: BulkInviteFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid max-w-xl gap-4">
      {problem && <ErrorSummary title={problem.message} fieldErrors={errors} answer={state} />}
      <input type="hidden" name="runId" value={runId} />
      <SelectField
        label="Language"
        name="locale"
        options={LANGUAGES}
        hint="Of the mails and of the customers’ pages; each can change it there."
        defaultValue={values.locale ?? DEFAULT_LOCALE}
        error={errors.locale}
      />
      <TextAreaField
        label="Message"
        name="message"
        optional
        maxLength={1000}
        hint="The same for all; shown in the mail and on the page of the invite, as text."
        defaultValue={values.message}
        error={errors.message}
      />
      <div>
        <SubmitButton>{label}</SubmitButton>
      </div>
    </form>
  );
}
