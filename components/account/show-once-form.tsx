'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { CopyText } from '../ui/copy-text';
import type { Elements } from '../ui/elements';
import { SubmitButton } from '../ui/submit-button';

interface ShowOnceFormProps {
  readonly action: StatefulAction;
  /** Null when nothing is left to submit and only the result is shown. */
  readonly children: Elements;
  readonly submit: string | null;
  readonly variant?: 'primary' | 'secondary';
}

/** Its result may be recovery codes, shown only once, so the form stays on the page. */
export function ShowOnceForm({ action, children, submit, variant = 'secondary' }: ShowOnceFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, onInput } = useFieldErrors(state);
  return (
    <div className="grid gap-4">
      <div role="status" className="grid gap-3 empty:hidden">
        {state.status === 'ok' && (
          <>
            <p>{state.message}</p>
            {state.text && <Codes text={state.text} />}
          </>
        )}
      </div>
      {submit !== null && (
        <form action={formAction} onInput={onInput} className="grid justify-items-start gap-4">
          <FormProblem problem={problem} formState={state}>
            {Object.values(errors).map((message) => (
              <p key={message}>{message}</p>
            ))}
          </FormProblem>
          {children}
          <SubmitButton variant={variant}>{submit}</SubmitButton>
        </form>
      )}
    </div>
  );
}

function Codes({ text }: { readonly text: string }) {
  return (
    <div className="banner tone-attention">
      <div className="grid min-w-0 flex-1 gap-3">
        <p className="font-semibold">Your recovery codes. Keep them now: they are not shown again.</p>
        <p>
          Each signs you in once instead of a code of the app, on the day on which your phone is gone. Print them, or
          put them into a password manager.
        </p>
        <ul aria-label="Recovery codes" className="grid max-w-md gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
          {text.split('\n').map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div>
          <CopyText text={text} what="recovery codes" label="Copy all" />
        </div>
      </div>
    </div>
  );
}
