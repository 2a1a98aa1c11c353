'use client';

import { useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import type { Elements } from '../ui/elements';
import { ErrorSummary } from '../ui/error-summary';
import { Reference } from '../ui/reference';
import { SubmitButton } from '../ui/submit-button';
import { EditedFields } from './edited-fields';
import { ProofLink } from './proof-link';
import { useFieldErrors } from './use-field-errors';

interface ActFormProps {
  readonly action: StatefulAction;
  /** What the action is given beside what is typed. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The controls; rendered by the server. */
  readonly children: Elements;
  readonly submit: string;
  readonly variant?: 'primary' | 'secondary';
  /** When there is nothing to send (any more), only the refusal of what was sent last is shown. */
  readonly isOpen?: boolean;
}

/** A form of server-rendered controls that says below itself what came of it. Works without scripts. */
export function ActForm({ action, fields = {}, children, submit, variant = 'secondary', isOpen = true }: ActFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, edited, onInput } = useFieldErrors(state);
  const refusal = problem && (
    <ErrorSummary title={problem.message} answer={state}>
      {Object.values(errors).map((message) => (
        <p key={message}>{message}</p>
      ))}
      {problem.isProofNeeded && <ProofLink />}
      {problem.isSignedOut && (
        <a href="/sign-in" className="underline">
          Sign in
        </a>
      )}
      {problem.referenceId && (
        <p className="text-xs">
          <Reference id={problem.referenceId} />
        </p>
      )}
    </ErrorSummary>
  );
  if (!isOpen) return refusal;
  return (
    <form action={formAction} onInput={onInput} className="grid gap-4">
      {refusal}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <EditedFields value={edited}>{children}</EditedFields>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant={variant}>{submit}</SubmitButton>
        <p role="status" className="text-muted">
          {state.status === 'ok' && state.message}
        </p>
      </div>
    </form>
  );
}
