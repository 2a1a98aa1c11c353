/** @jsxImportSource hono/jsx */
import type { Step } from './form';
import { validateStep } from './progress';
import { type FieldError, validateTerms } from './validate';
import { AddressesStep } from './views/addresses-step';
import { CompanyStep } from './views/company-step';
import { DocumentsStep } from './views/documents-step';
import type { FormPage } from './views/page';
import { PersonsStep } from './views/persons-step';
import { ReviewStep } from './views/review-step';
import { TermsStep } from './views/terms-step';

/** `isChecked`: the step was sent with mistakes, so they are marked; a first visit to an empty step marks nothing. */
export function renderStep(page: FormPage, isChecked: boolean, fileErrors: readonly FieldError[] = []) {
  const errors = fileErrors.length > 0 ? fileErrors : isChecked ? listErrors(page, page.step) : [];
  switch (page.step) {
    case 'company':
      return <CompanyStep page={page} errors={errors} />;
    case 'addresses':
      return <AddressesStep page={page} errors={errors} />;
    case 'persons':
      return <PersonsStep page={page} errors={errors} />;
    case 'documents':
      return <DocumentsStep page={page} errors={errors} />;
    case 'review':
      return <ReviewStep page={page} isChecked={isChecked} />;
    case 'terms':
      return <TermsStep page={page} errors={errors} />;
  }
}

function listErrors({ customer, today }: FormPage, step: Step): FieldError[] {
  // The suggested name is validated as shown: it is in the field, although it is not stored before the first save.
  const company = { legalName: customer.companyName ?? '', ...customer.answers.company };
  const answers = { ...customer.answers, company };
  if (step === 'review') return [];
  return step === 'terms' ? validateTerms(answers.terms) : validateStep(step, answers, today);
}
