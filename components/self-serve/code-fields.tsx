'use client';

import { useEffect, useState } from 'react';
import { MAX_CODE_LENGTH } from '@/lib/platform/input/one-time-code';
import type { Elements } from '../ui/elements';
import { Field, fieldId } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';

export interface CodeTexts {
  readonly title: string;
  /** Sentence that says where the code was sent. */
  readonly sentTo: string;
  readonly label: string;
  readonly submit: string;
  readonly sendAgain: string;
}

interface CodeFieldsProps {
  readonly texts: CodeTexts;
  /** Error of the last code, or why no new one was sent. */
  readonly error: string | null;
  /** A new value for each response; the field takes the focus whenever it changes. */
  readonly formState: unknown;
  /** Button that sends a new code. */
  readonly again: Elements;
}

/** Second step of a form: the code from the e-mail. */
export function CodeFields({ texts, error, formState, again }: CodeFieldsProps) {
  const [editedAfter, setEditedAfter] = useState<unknown>(null);
  useEffect(() => {
    if (formState) document.getElementById(fieldId('code'))?.focus();
  }, [formState]);
  return (
    <>
      <h2 className="font-semibold">{texts.title}</h2>
      <Field
        label={texts.label}
        hint={texts.sentTo}
        error={editedAfter === formState ? undefined : (error ?? undefined)}
        onInput={() => setEditedAfter(formState)}
        name="code"
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={MAX_CODE_LENGTH}
        dir="ltr"
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{texts.submit}</SubmitButton>
        {again}
      </div>
    </>
  );
}
