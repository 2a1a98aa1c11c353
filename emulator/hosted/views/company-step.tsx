/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import { BUSINESS_TYPES } from '../../model';
import { listCountries } from '../countries';
import type { CompanyField } from '../form';
import { isOptionalField } from '../form';
import { companyIssueStep } from '../progress';
import type { FieldError } from '../validate';
import { findError } from './errors';
import { SelectField, TextArea, TextField } from './fields';
import { IssueNote } from './flagged';
import type { FormPage } from './page';
import { StepButtons, StepShell } from './step-shell';

export const CompanyStep: FC<{ page: FormPage; errors: readonly FieldError[] }> = ({ page, errors }) => {
  const { t, customer, locale } = page;
  const { company } = customer.answers;
  const issue = customer.reviewIssues?.company ?? null;
  const isFlagged = issue !== null && companyIssueStep(issue) === 'company';
  const labelOf = (field: string) => t.fields[field as CompanyField] ?? field;
  const props = (field: CompanyField) => ({
    t,
    id: field,
    label: t.fields[field],
    // The partner may have named the company when it created the customer; typing it twice would be silly.
    value: company[field] ?? (field === 'legalName' ? (customer.companyName ?? '') : ''),
    error: findError(t, errors, field, labelOf),
    isOptional: isOptionalField(field),
  });
  return (
    <StepShell page={page} errors={errors} labelOf={labelOf} buttons={<StepButtons page={page} />}>
      <fieldset class={isFlagged ? 'card flagged' : 'card'} aria-label={t.steps.company}>
        {isFlagged ? <IssueNote t={t} issue={issue} id="company-issue" /> : null}
        <TextField {...props('legalName')} hint={t.hints.legalName} autocomplete="organization" />
        <SelectField
          {...props('businessType')}
          options={BUSINESS_TYPES.map((code) => ({ code, name: t.businessTypes[code] }))}
        />
        <div class="pair">
          <TextField {...props('registrationNumber')} />
          <TextField {...props('taxId')} />
        </div>
        <div class="pair">
          <TextField {...props('dateOfIncorporation')} type="date" />
          <SelectField {...props('incorporationCountry')} options={listCountries(locale)} />
        </div>
        <TextField {...props('website')} hint={t.hints.website} inputmode="url" autocomplete="url" />
        <TextArea {...props('description')} hint={t.hints.description} />
      </fieldset>
    </StepShell>
  );
};
