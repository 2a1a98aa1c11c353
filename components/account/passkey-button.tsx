'use client';

import { startTransition, useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useHasMounted } from '@/components/ui/use-has-mounted';
import { type ActionState, IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface PasskeyButtonProps {
  /** Returns the challenge. */
  readonly ask: StatefulAction;
  /** Receives the browser's credential. */
  readonly use: StatefulAction;
  /** Path to open afterwards; the action validates it again. */
  readonly next: string | null;
  readonly children: string;
}

const NOT_USED: ActionState = {
  status: 'error',
  message: 'No passkey was used. Try again, or go another way.',
  fieldErrors: {},
  values: {},
};

/** Browsers offer passkeys only to scripts. The library is loaded on the first click. */
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
        // Before the script runs, a click would do nothing.
        disabled={!hasMounted}
        aria-disabled={isPending}
        onClick={() => !isPending && startTransition(press)}
      >
        {children}
      </button>
    </div>
  );
}
