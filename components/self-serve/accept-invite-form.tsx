import { DocumentForm, type DocumentTarget } from '@/components/forms/document-form';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { CodeFields, type CodeTexts } from './code-fields';
import { type FormToken, FormTokenFields } from './form-token-field';

interface AcceptInviteFormProps {
  readonly target: DocumentTarget;
  /** The last result: an error, or that a code was sent. */
  readonly formState: ActionState;
  readonly token: string;
  readonly formToken: FormToken;
  readonly label: string;
  /** Why a code is needed. */
  readonly why: string;
  readonly codeTexts: CodeTexts;
}

/** The invite's button. If a code is needed, the form asks for it after the first submission. */
export function AcceptInviteForm({
  target,
  formState,
  token,
  formToken,
  label,
  why,
  codeTexts,
}: AcceptInviteFormProps) {
  return (
    <DocumentForm {...target} className="grid justify-items-start gap-3">
      {formState.status === 'error' && <ErrorSummary title={formState.message} formState={formState} />}
      <FormTokenFields {...formToken} />
      <input type="hidden" name="token" value={token} />
      {formState.status === 'code' ? (
        <>
          <p>{why}</p>
          <CodeFields
            texts={codeTexts}
            error={formState.message}
            formState={formState}
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
