'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { DEFAULT_LOCALE, LOCALE_NAMES, LOCALES } from '@/lib/platform/i18n/locales';
import { SelectField, TextAreaField } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));

interface StartRunFormProps {
  readonly action: StatefulAction;
  readonly runId: string;
  /** Null if there is nothing left to start: only the last error is shown. */
  readonly label: string | null;
  /** Whether to ask for an email's language and message. */
  readonly hasMail: boolean;
}

/** Also rendered after the run has started, because a failed start must be explained there. */
export function StartRunForm({ action, runId, label, hasMail }: StartRunFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const isError = state.status === 'error';
  const errors = isError ? state.fieldErrors : {};
  const values = isError ? state.values : {};
  const problemBox = (
    <FormProblem problem={isError ? state : null} fieldErrors={label === null ? {} : errors} formState={state}>
      {label === null && values.message && <p className="whitespace-pre-line">{`Your message: ${values.message}`}</p>}
    </FormProblem>
  );
  if (label === null) return problemBox;
  return (
    <form action={formAction} className="grid max-w-xl gap-4">
      {problemBox}
      <input type="hidden" name="runId" value={runId} />
      {hasMail && (
        <>
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
        </>
      )}
      <div>
        <SubmitButton>{label}</SubmitButton>
      </div>
    </form>
  );
}
