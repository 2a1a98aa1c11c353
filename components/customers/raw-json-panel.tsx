'use client';

import { useActionState } from 'react';
import { FormResult } from '@/components/forms/form-result';
import { CopyText } from '@/components/ui/copy-text';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface RawJsonPanelProps {
  readonly customerId: string;
  readonly action: StatefulAction;
}

/** 1Money's raw response about a customer, loaded on request and never stored. */
export function RawJsonPanel({ customerId, action }: RawJsonPanelProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const text = state.status === 'ok' ? state.text : undefined;
  return (
    <details className="panel" open={state.status !== 'idle' || undefined}>
      <summary className="cursor-pointer px-4 py-2 font-semibold">Raw JSON</summary>
      <div className="grid gap-3 border-t border-line px-4 py-3">
        <p className="text-muted">
          What 1Money answers now, personal data included. It is read when you press, shown here once and stored
          nowhere; the activity says that you looked.
        </p>
        <form action={formAction} className="grid justify-items-start gap-1">
          <input type="hidden" name="customerId" value={customerId} />
          <SubmitButton variant="secondary" size="sm">
            Read from 1Money
          </SubmitButton>
          <FormResult state={state} />
        </form>
        {text !== undefined && (
          <>
            <div>
              <CopyText text={text} what="raw JSON" />
            </div>
            <section
              className="payload max-h-96 overflow-y-auto"
              dir="ltr"
              aria-label="Raw JSON from 1Money"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
              tabIndex={0}
            >
              {text}
            </section>
          </>
        )}
      </div>
    </details>
  );
}
