'use client';

import { createContext, type FormEvent, type ReactNode, use, useActionState, useState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import type { Elements } from '@/components/ui/elements';
import { Field, SelectField } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { useFieldErrors } from './use-field-errors';

interface FormResultState {
  readonly formState: ActionState;
  /** Fields edited since the last response: their errors no longer apply. */
  readonly edited: ReadonlySet<string>;
  /** The button that was used; null without scripts. */
  readonly pressed: string | null;
}

const ResultContext = createContext<FormResultState>({ formState: IDLE, edited: new Set(), pressed: null });

interface PageFormProps {
  readonly action: StatefulAction;
  /** Hidden fields. */
  readonly fields?: Readonly<Record<string, string>>;
  /** If false, only the last error is shown, above the panels. */
  readonly isOpen: boolean;
  /** Panels with `PageField`, `PageButton` and the other controls of this file. */
  readonly children: Elements;
}

/** One form around all panels of a page: no button loses what was typed in another panel, with or without scripts. */
export function PageForm({ action, fields = {}, isOpen, children }: PageFormProps) {
  const [formState, formAction] = useActionState(action, IDLE);
  const { problem, errors, edited, onInput } = useFieldErrors(formState);
  const [pressed, setPressed] = useState<string | null>(null);
  const noteButton = ({ nativeEvent }: FormEvent) => {
    const button = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    setPressed(button instanceof HTMLButtonElement ? button.value : null);
  };
  const refusal = <FormProblem problem={problem} fieldErrors={isOpen ? errors : {}} formState={formState} />;
  if (!isOpen)
    return (
      <div className="grid gap-4">
        {refusal}
        {children}
      </div>
    );
  return (
    <form
      action={formAction}
      className="grid gap-4"
      onSubmit={noteButton}
      onInput={onInput}
      // React resets a form after its action; keep the typed values if it failed.
      onReset={(event) => formState.status === 'error' && event.preventDefault()}
    >
      {refusal}
      {pressed === null && formState.status === 'ok' && <p role="status">{formState.message}</p>}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ResultContext value={{ formState, edited, pressed }}>{children}</ResultContext>
    </form>
  );
}

interface PageButtonProps {
  /** The value that tells the form's buttons apart. */
  readonly press: string;
  readonly variant?: 'primary' | 'secondary';
  readonly children: ReactNode;
}

export function PageButton({ press, variant = 'secondary', children }: PageButtonProps) {
  const { formState, pressed } = use(ResultContext);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SubmitButton name="press" value={press} variant={variant}>
        {children}
      </SubmitButton>
      <p role="status" className="text-muted">
        {pressed === press && formState.status === 'ok' && formState.message}
      </p>
    </div>
  );
}

/** Returns the rejected typed value instead of the stored one, and its error. */
function useRejected({ name, defaultValue, error }: Rejectable) {
  const { formState, edited } = use(ResultContext);
  if (edited.has(name)) return { defaultValue, error: undefined };
  if (formState.status !== 'error') return { defaultValue, error };
  return { defaultValue: formState.values[name] ?? defaultValue, error: formState.fieldErrors[name] ?? error };
}

interface Rejectable {
  readonly name: string;
  readonly defaultValue?: string | number | readonly string[] | undefined;
  readonly error?: string | undefined;
}

export function PageField(props: Parameters<typeof Field>[0]) {
  return <Field {...props} {...useRejected(props)} />;
}

export function PageSelect(props: Parameters<typeof SelectField>[0]) {
  const refused = useRejected(props);
  // A select keeps its first default value; a new key applies the newly stored one.
  return <SelectField key={String(refused.defaultValue)} {...props} {...refused} />;
}

interface PageChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly value: string;
  readonly isChosen: boolean;
  readonly label: string;
}

export function PageChoice({ type, name, value, isChosen, label }: PageChoiceProps) {
  const { formState } = use(ResultContext);
  const isChecked = formState.status === 'error' ? formState.values[name] === value : isChosen;
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input
        key={String(isChecked)}
        type={type}
        name={name}
        value={value}
        defaultChecked={isChecked}
        className="size-4"
      />
      <span>{label}</span>
    </label>
  );
}
