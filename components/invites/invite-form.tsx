'use client';

import { useActionState, useState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { DEFAULT_LOCALE, LOCALE_NAMES, LOCALES } from '@/lib/platform/i18n/locales';
import { EmailField, SelectField, TextAreaField } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));

interface InviteFormProps {
  readonly action: StatefulAction;
  readonly customer: { readonly id: string; readonly email: string };
  /** Whether there is an invite already. */
  readonly isFurther: boolean;
  readonly canMail: boolean;
}

export function InviteForm({ action, customer, isFurther, canMail }: InviteFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  // Sending this form closes it. A colleague's invite must not: that would lose what is being typed.
  const [seen, setSeen] = useState({ state, sent: 0 });
  if (seen.state !== state) setSeen({ state, sent: seen.sent + (state.status === 'ok' ? 1 : 0) });
  return (
    <div className="grid gap-3">
      <p role="status" className="text-muted empty:hidden">
        {state.status === 'ok' && state.message}
      </p>
      <details key={seen.sent} open={state.status === 'error' || undefined}>
        <summary className={`btn ${isFurther ? 'btn-secondary' : 'btn-primary'}`}>
          {isFurther ? 'Invite another address' : 'Invite'}
        </summary>
        <form action={formAction} onInput={onInput} className="mt-3 grid max-w-xl gap-4">
          <FormProblem problem={problem} fieldErrors={errors} formState={state} />
          <input type="hidden" name="customerId" value={customer.id} />
          <EmailField
            label="E-mail"
            name="email"
            required
            autoComplete="off"
            hint="Codes and news of this business go to this address too."
            defaultValue={values.email ?? (isFurther ? '' : customer.email)}
            error={errors.email}
          />
          <SelectField
            label="Language"
            name="locale"
            options={LANGUAGES}
            hint="Of the mails and of the customer’s pages; it can be changed there."
            defaultValue={values.locale ?? DEFAULT_LOCALE}
            error={errors.locale}
          />
          <TextAreaField
            label="Message"
            name="message"
            optional
            maxLength={1000}
            hint="Shown in the mail and on the page of the invite, as text."
            defaultValue={values.message}
            error={errors.message}
          />
          <div>
            <SubmitButton>{canMail ? 'Send invite' : 'Create invite'}</SubmitButton>
          </div>
        </form>
      </details>
    </div>
  );
}
