'use client';

import { useActionState } from 'react';
import { IDLE, type StatefulAction } from '@/lib/actions/action-state';
import { ErrorSummary } from '../ui/error-summary';
import { SubmitButton } from '../ui/submit-button';
import { CodeFields, type CodeTexts } from './code-fields';
import { type FormSeal, SealFields } from './form-seal';

interface PressFormProps {
  readonly action: StatefulAction;
  readonly token: string;
  readonly seal: FormSeal;
  readonly label: string;
  /** Why a code is asked for. */
  readonly why: string;
  readonly codeTexts: CodeTexts;
}

/** The invite's one button. Where a code is needed first, the same form asks for it after the first press. */
export function PressForm({ action, token, seal, label, why, codeTexts }: PressFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  return (
    <form action={formAction} className="grid justify-items-start gap-3">
      {state.status === 'error' && <ErrorSummary title={state.message} answer={state} />}
      <SealFields {...seal} />
      <input type="hidden" name="token" value={token} />
      {state.status === 'code' ? (
        <>
          <p>{why}</p>
          <CodeFields
            texts={codeTexts}
            error={state.message}
            answer={state}
            again={
              <SubmitButton variant="secondary" name="wantsNewCode" value="yes" formNoValidate>
                {codeTexts.sendAgain}
              </SubmitButton>
            }
          />
        </>
      ) : (
        <SubmitButton>{label}</SubmitButton>
      )}
    </form>
  );
}
