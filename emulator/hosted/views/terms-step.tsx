/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../validate';
import { findError } from './errors';
import { Checkbox, TextField } from './fields';
import type { FormPage } from './page';
import { IntentButton, StepShell, stepPath } from './step-shell';

export const TermsStep: FC<{ page: FormPage; errors: readonly FieldError[] }> = ({ page, errors }) => {
  const { t, customer } = page;
  const { terms } = customer.answers;
  const labelOf = (field: string) => (field === 'isAccepted' ? t.fields.isAccepted : t.fields.signedName);
  return (
    <StepShell
      page={page}
      errors={errors}
      labelOf={labelOf}
      buttons={
        <>
          <IntentButton intent="continue" label={t.buttons.submit} isPrimary />
          <IntentButton intent="leave" label={t.buttons.leave} />
          <a class="button quiet" href={stepPath('review')}>
            {t.buttons.back}
          </a>
        </>
      }
    >
      <div class="card">
        <p>{t.terms.summary}</p>
        <ul class="bullets">
          {t.terms.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
      <div class="card">
        <Checkbox
          t={t}
          id="isAccepted"
          label={t.terms.accept}
          // An agreement that was already sent is given again with each submission.
          isChecked={terms.isAccepted === true && terms.signedAt === undefined}
          error={findError(t, errors, 'isAccepted', labelOf)}
        />
        <TextField
          t={t}
          id="signedName"
          label={t.fields.signedName}
          value={terms.signedName}
          hint={t.hints.signedName}
          error={findError(t, errors, 'signedName', labelOf)}
          autocomplete="name"
        />
      </div>
    </StepShell>
  );
};
