'use client';

import { type ReactNode, useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import { ErrorSummary } from '../ui/error-summary';
import { SubmitButton } from '../ui/submit-button';
import { ProofLink } from './proof-link';

interface ActFormProps {
  readonly action: StatefulAction;
  /** What the action is given beside what is typed. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The controls; rendered by the server. */
  readonly children: ReactNode;
  readonly submit: string;
  readonly variant?: 'primary' | 'secondary';
}

/** A form of server-rendered controls that says below itself what came of it. Works without scripts. */
export function ActForm({ action, fields = {}, children, submit, variant = 'secondary' }: ActFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  return (
    <form
      action={formAction}
      className="grid gap-4"
      // React empties a form that was answered; what was refused stays.
      onReset={(event) => state.status === 'error' && event.preventDefault()}
    >
      {state.status === 'error' && (
        <ErrorSummary title={state.message} answer={state}>
          {Object.values(state.fieldErrors).map((message) => (
            <p key={message}>{message}</p>
          ))}
          {state.isProofNeeded && <ProofLink />}
          {state.isSignedOut && (
            <a href="/sign-in" className="underline">
              Sign in
            </a>
          )}
          {state.referenceId && <p className="text-xs">Reference {state.referenceId}</p>}
        </ErrorSummary>
      )}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant={variant}>{submit}</SubmitButton>
        <p role="status" className="text-muted">
          {state.status === 'ok' && state.message}
        </p>
      </div>
    </form>
  );
}
