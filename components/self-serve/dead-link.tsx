import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { fill, type Sentences } from '@/lib/platform/i18n/catalogue';
import { buttonClass } from '../ui/button-class';
import { ActionForm } from './action-form';
import { type FormToken, FormTokenFields } from './form-token-field';

interface DeadLinkProps {
  /** Null if the link is incomplete: it cannot be looked up, and no new one can be sent. */
  readonly token: string | null;
  readonly requestAction: StatefulAction;
  /** Whether a mail server is configured. */
  readonly canMail: boolean;
  readonly partnerName: string;
  readonly formToken: FormToken;
  readonly text: Sentences;
}

/** Shown for every link without a valid invite: why, and what helps. */
export function DeadLink({ token, requestAction, canMail, partnerName, formToken, text }: DeadLinkProps) {
  return (
    <>
      <h1 className="text-xl font-semibold">{token === null ? text.incompleteTitle : text.deadTitle}</h1>
      <p>{token === null ? text.incompleteText : text.deadText}</p>
      {!canMail && <p>{fill(text.deadAsk, { partner: partnerName })}</p>}
      {canMail && token !== null && (
        <ActionForm action={requestAction} label={text.deadMailMe} isOnce>
          <FormTokenFields {...formToken} />
          <input type="hidden" name="token" value={token} />
        </ActionForm>
      )}
      {canMail && token === null && (
        <p>
          <a href="/onboarding" className={buttonClass({ variant: 'secondary' })}>
            {text.incompleteSignIn}
          </a>
        </p>
      )}
    </>
  );
}
