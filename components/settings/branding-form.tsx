'use client';

import { useActionState, useState } from 'react';
import { FormProblem } from '@/components/forms/form-problem';
import { useFieldErrors } from '@/components/forms/use-field-errors';
import { type Branding, contrastWithWhite } from '@/lib/features/settings/branding.rules';
import { IDLE, type StatefulAction } from '@/lib/platform/forms/action-state';
import { EmailField, Field } from '../ui/field';
import { SubmitButton } from '../ui/submit-button';
import { BrandPreview, type PreviewTexts } from './brand-preview';
import { LogoField } from './logo-field';

interface BrandingFormProps {
  readonly action: StatefulAction;
  readonly branding: Branding;
  readonly texts: PreviewTexts;
}

type Draft = Readonly<Record<'partnerName' | 'accent' | 'supportEmail' | 'privacyUrl' | 'termsUrl', string>>;

function toDraft(branding: Branding): Draft {
  const { partnerName, accent, supportEmail, privacyUrl, termsUrl } = branding;
  return {
    partnerName,
    accent,
    supportEmail: supportEmail ?? '',
    privacyUrl: privacyUrl ?? '',
    termsUrl: termsUrl ?? '',
  };
}

/** The fields are uncontrolled; the preview follows the typing, and the server checks. */
export function BrandingForm({ action, branding, texts }: BrandingFormProps) {
  const [state, formAction] = useActionState(action, IDLE);
  const { problem, errors, values: refused, onInput } = useFieldErrors(state);
  const values: Draft = { ...toDraft(branding), ...refused };
  // Bound to one response: after the next one, fields and preview start from its values.
  const [typed, setTyped] = useState<{ readonly formState: unknown; readonly draft: Draft } | null>(null);
  const draft = typed?.formState === state ? typed.draft : values;
  const follow = (form: HTMLFormElement) => {
    const given = Object.fromEntries(new FormData(form));
    const text = (name: keyof Draft) => String(given[name] ?? '');
    setTyped({
      formState: state,
      draft: {
        partnerName: text('partnerName'),
        accent: text('accent'),
        supportEmail: text('supportEmail'),
        privacyUrl: text('privacyUrl'),
        termsUrl: text('termsUrl'),
      },
    });
  };
  return (
    <form
      action={formAction}
      onInput={(event) => {
        onInput(event);
        follow(event.currentTarget);
      }}
      className="grid items-start gap-x-8 gap-y-6 p-4 lg:grid-cols-2"
    >
      <div className="grid gap-4">
        <FormProblem problem={problem} fieldErrors={errors} formState={state} />
        <Field
          label="Name"
          name="partnerName"
          required
          maxLength={80}
          autoComplete="off"
          hint="What customers know you by: on their pages and in their mails."
          defaultValue={values.partnerName}
          error={errors.partnerName}
        />
        <LogoField logo={branding.logo} error={errors.logo} />
        <Field
          label="Accent colour"
          name="accent"
          type="color"
          hint={`Of the buttons, with white text. Contrast ${contrastText(draft.accent)}; at least 4.5 is needed.`}
          defaultValue={values.accent}
          error={errors.accent}
        />
        <EmailField
          label="Support address"
          name="supportEmail"
          optional
          autoComplete="off"
          defaultValue={values.supportEmail}
          error={errors.supportEmail}
        />
        <Field
          label="Privacy notice"
          name="privacyUrl"
          type="url"
          optional
          maxLength={500}
          placeholder="https://"
          autoComplete="off"
          defaultValue={values.privacyUrl}
          error={errors.privacyUrl}
        />
        <Field
          label="Terms"
          name="termsUrl"
          type="url"
          optional
          maxLength={500}
          placeholder="https://"
          autoComplete="off"
          defaultValue={values.termsUrl}
          error={errors.termsUrl}
        />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton>Save</SubmitButton>
          <p role="status" className="text-muted">
            {state.status === 'ok' && state.message}
          </p>
        </div>
      </div>
      <BrandPreview texts={texts} logo={branding.logo} draft={draft} />
    </form>
  );
}

function contrastText(colour: string): string {
  return contrastWithWhite(colour).toFixed(1);
}
