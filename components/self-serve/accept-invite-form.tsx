import { DocumentForm, type DocumentTarget } from '@/components/forms/document-form';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { CodeFields, type CodeTexts } from './code-fields';
import { type FormSeal, SealFields } from './form-token-field';

interface PressFormProps {
  readonly target: DocumentTarget;
  /** What the last press was answered: a refusal, or that a code was sent and is asked for. */
  readonly answer: ActionState;
  readonly token: string;
  readonly seal: FormSeal;
  readonly label: string;
  /** Why a code is asked for. */
  readonly why: string;
  readonly codeTexts: CodeTexts;
}

/** The invite's one button. Where a code is needed first, the same form asks for it after the first press. */
export function PressForm({ target, answer, token, seal, label, why, codeTexts }: PressFormProps) {
  return (
    <DocumentForm {...target} className="grid justify-items-start gap-3">
      {answer.status === 'error' && <ErrorSummary title={answer.message} answer={answer} />}
      <SealFields {...seal} />
      <input type="hidden" name="token" value={token} />
      {answer.status === 'code' ? (
        <>
          <p>{why}</p>
          <CodeFields
            texts={codeTexts}
            error={answer.message}
            answer={answer}
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
    </DocumentForm>
  );
}
