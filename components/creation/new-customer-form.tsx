'use client';

import { useActionState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { EmailField, Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';

interface NewCustomerFormProps {
  readonly action: StatefulAction;
  /** Submitting the same content twice creates one customer. */
  readonly intentId: string;
}

/** Limits are upstream's (1money-api.md section 2.2). The server checks them; the browser only helps. */
export function NewCustomerForm({ action, intentId }: NewCustomerFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values, onInput } = useFieldErrors(state);
  return (
    <form action={formAction} onInput={onInput} className="grid gap-4">
      <FormProblem problem={problem} fieldErrors={errors} formState={state} />
      <input type="hidden" name="intentId" value={intentId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="First name"
          name="firstName"
          required
          maxLength={255}
          autoComplete="off"
          defaultValue={values.firstName}
          error={errors.firstName}
        />
        <Field
          label="Last name"
          name="lastName"
          required
          maxLength={255}
          autoComplete="off"
          defaultValue={values.lastName}
          error={errors.lastName}
        />
      </div>
      <EmailField
        label="E-mail"
        name="email"
        required
        autoComplete="off"
        hint="Of the person who fills in 1Money’s form. Each address belongs to one customer only."
        defaultValue={values.email}
        error={errors.email}
      />
      <Field
        label="Company"
        name="companyName"
        optional
        maxLength={100}
        autoComplete="off"
        hint="How your team knows the business. The legal name comes from the form later."
        defaultValue={values.companyName}
        error={errors.companyName}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Create customer</SubmitButton>
        <a href="/customers" className="btn btn-quiet">
          Cancel
        </a>
      </div>
    </form>
  );
}
