'use client';

import { startTransition, useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useHasMounted } from '@/components/ui/use-has-mounted';
import { type ActionState, IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface PasskeyButtonProps {
  /** Returns the passkey's challenge. */
  readonly ask: StatefulAction;
  /** Is given what the passkey says. */
  readonly use: StatefulAction;
  /** Where to go afterwards; checked again by the action. */
  readonly next: string | null;
  readonly children: string;
}

const NOT_USED: ActionState = {
  status: 'error',
  message: 'No passkey was used. Try again, or go another way.',
  fieldErrors: {},
  values: {},
};

/** Browsers offer passkeys to scripts only. The library is loaded on the first click. */
export function PasskeyButton({ ask, use, next, children }: PasskeyButtonProps) {
  const [state, press, isPending] = useActionState(async (): Promise<ActionState> => {
    const asked = await ask(IDLE, new FormData());
    if (asked.status !== 'ok' || !asked.text) return asked;
    const answers = new FormData();
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser');
      answers.set('credential', JSON.stringify(await startAuthentication({ optionsJSON: JSON.parse(asked.text) })));
    } catch {
      return NOT_USED;
    }
    if (next !== null) answers.set('next', next);
    return use(IDLE, answers);
  }, IDLE);
  const hasMounted = useHasMounted();
  return (
    <div className="grid gap-3 noscript:hidden">
      <FormProblem problem={state.status === 'error' && !isPending ? state : null} formState={state} />
      <button
        type="button"
        className="btn btn-secondary"
        // Before its script runs a click would do nothing, without a word.
        disabled={!hasMounted}
        aria-disabled={isPending}
        onClick={() => !isPending && startTransition(press)}
      >
        {children}
      </button>
    </div>
  );
}
