'use client';

import { useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import type { ButtonStyle } from '../ui/button-class';
import type { Elements } from '../ui/elements';
import { ErrorSummary } from '../ui/error-summary';
import { SubmitButton } from '../ui/submit-button';

interface ActionFormProps extends ButtonStyle {
  readonly action: StatefulAction;
  readonly label: string;
  /** Hidden fields. */
  readonly children: Elements;
  /** Whether to hide the button after success. */
  readonly isOnce?: boolean;
}

export function ActionForm({ action, label, children, isOnce, ...look }: ActionFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const isDone = state.status === 'ok' && isOnce;
  return (
    <form action={formAction} className="grid justify-items-start gap-2">
      {state.status === 'error' && <ErrorSummary title={state.message} formState={state} />}
      {children}
      {!isDone && <SubmitButton {...look}>{label}</SubmitButton>}
      <p role="status" className={isDone ? 'banner tone-neutral' : 'empty:hidden'}>
        {state.status === 'ok' ? state.message : ''}
      </p>
    </form>
  );
}
