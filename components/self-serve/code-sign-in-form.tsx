'use client';

import { useActionState } from 'react';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { ErrorSummary } from '../ui/error-summary';
import { EmailField } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';
import { CodeFields, type CodeTexts } from './code-fields';
import { type FormToken, FormTokenFields } from './form-token-field';

interface CodeSignInFormProps {
  readonly sendAction: StatefulAction;
  readonly signInAction: StatefulAction;
  readonly formToken: FormToken;
  readonly texts: { readonly email: string; readonly send: string; readonly otherAddress: string };
  /** `{address}` in `sentTo` is replaced by what was typed. */
  readonly codeTexts: CodeTexts;
}

/** Asks for the address, then for the code sent to it. Looks the same for addresses without an invite. */
export function CodeSignInForm({ sendAction, signInAction, formToken, texts, codeTexts }: CodeSignInFormProps) {
  const [sent, send] = useActionState(sendAction, IDLE);
  const [signedIn, signIn] = useActionState(signInAction, IDLE);
  const formState = signedIn.status === 'idle' ? sent : signedIn;
  const coded = [signedIn, sent].find((state) => state.status === 'code');
  const { problem, errors, values, onInput } = useFieldErrors(formState);
  if (coded?.status === 'code') {
    const email = coded.values.email ?? '';
    return (
      <form action={signIn} onInput={onInput} className="grid justify-items-start gap-3">
        {problem && <ErrorSummary title={problem.message} formState={formState} />}
        <FormTokenFields {...formToken} />
        <input type="hidden" name="email" value={email} />
        <CodeFields
          texts={{ ...codeTexts, sentTo: codeTexts.sentTo.replace('{address}', () => email) }}
          error={coded.message}
          formState={coded}
          again={
            <SubmitButton variant="secondary" formAction={send} formNoValidate>
              {codeTexts.sendAgain}
            </SubmitButton>
          }
        />
        <a href="/onboarding" className="link inline-flex min-h-6 items-center">
          {texts.otherAddress}
        </a>
      </form>
    );
  }
  return (
    <form action={send} onInput={onInput} className="grid gap-4">
      {problem && <ErrorSummary title={problem.message} formState={formState} />}
      <FormTokenFields {...formToken} />
      <EmailField
        label={texts.email}
        name="email"
        required
        autoComplete="email"
        dir="ltr"
        defaultValue={values.email}
        error={errors.email}
      />
      <SubmitButton>{texts.send}</SubmitButton>
    </form>
  );
}
