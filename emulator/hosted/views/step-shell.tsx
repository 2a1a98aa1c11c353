/** @jsxImportSource hono/jsx */
// The frame of every step: progress, heading, error summary, flagged items, one form and its buttons.
import type { Child, FC } from 'hono/jsx';
import { STEPS } from '../form';
import { companyIssueStep, previousStep } from '../progress';
import type { FieldError } from '../validate';
import { ErrorSummary, type LabelOf } from './errors';
import { type FlaggedItem, FlaggedOverview } from './flagged';
import { FormLayout, STEP_FORM_ID } from './layout';
import type { FormPage } from './page';
import { personName } from './person-name';

export function stepPath(step: string): string {
  return `/onboarding/${step}`;
}

const Progress: FC<{ page: FormPage }> = ({ page: { t, step, states } }) => (
  <nav class="progress" aria-label={t.progressLabel}>
    <ol>
      {STEPS.map((name, index) => {
        const state = states[name];
        return (
          <li key={name} class={state}>
            <a href={stepPath(name)} aria-current={name === step ? 'step' : undefined}>
              <span class="dot" aria-hidden="true">
                {state === 'done' ? '✓' : state === 'flagged' ? '!' : index + 1}
              </span>
              <span class="step-text">
                <span class="step-name">{t.steps[name]}</span>
                <span class="visually-hidden">, </span>
                <span class="step-state">{t.stepStates[state]}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ol>
  </nav>
);

function listFlaggedItems({ t, customer, step }: FormPage): FlaggedItem[] {
  const issues = customer.reviewIssues;
  if (!issues) return [];
  const company = issues.company;
  const companyStep = company && companyIssueStep(company);
  return [
    ...(company && companyStep
      ? [
          {
            label: t.steps[companyStep],
            href: stepPath(companyStep),
            issue: company,
            isShownBelow: step === companyStep,
          },
        ]
      : []),
    ...issues.persons.map((issue) => {
      const person = customer.answers.persons.find(({ id }) => id === issue.personId);
      return {
        label: `${t.steps.persons}: ${person ? personName(t, person) : (issue.name ?? t.persons.unnamed)}`,
        href: person ? stepPath(`persons/${person.id}`) : stepPath('persons'),
        issue,
        isShownBelow: person !== undefined && step === 'persons',
      };
    }),
  ];
}

interface ShellProps {
  page: FormPage;
  /** Where the form posts; the step's own path by default. */
  action?: string;
  title?: string;
  intro?: string;
  isUpload?: boolean;
  errors?: readonly FieldError[];
  labelOf: LabelOf;
  /** The buttons, so that each step decides which one the Enter key activates: the first. */
  buttons: Child;
  children?: Child;
}

export const StepShell: FC<ShellProps> = ({
  page,
  action,
  title,
  intro,
  isUpload,
  errors = [],
  labelOf,
  buttons,
  children,
}) => {
  const { t, step, locale } = page;
  const heading = title ?? t.steps[step];
  const pageTitle = errors.length > 0 ? `${t.errorPrefix} ${heading}` : heading;
  return (
    <FormLayout locale={locale} t={t} title={pageTitle} progress={<Progress page={page} />}>
      <ErrorSummary t={t} errors={errors} labelOf={labelOf} />
      <div class="stack-tight">
        <p class="soft small numbers">{t.stepOf(STEPS.indexOf(step) + 1, STEPS.length)}</p>
        <h1>{heading}</h1>
        <p class="soft">{intro ?? t.stepIntros[step]}</p>
      </div>
      <FlaggedOverview t={t} isRejected={page.customer.status === 'REJECTED'} items={listFlaggedItems(page)} />
      <form
        class="stack"
        id={STEP_FORM_ID}
        method="post"
        action={action ?? stepPath(step)}
        enctype={isUpload ? 'multipart/form-data' : undefined}
        novalidate
      >
        <input type="hidden" name="_csrf" value={page.csrf} />
        {children}
        <div class="actions">{buttons}</div>
      </form>
    </FormLayout>
  );
};

/** "Save and continue", "Save and leave" and the way back, as most steps have them. */
export const StepButtons: FC<{ page: FormPage; extra?: Child }> = ({ page: { t, step }, extra }) => {
  const previous = previousStep(step);
  return (
    <>
      <IntentButton intent="continue" label={t.buttons.continue} isPrimary />
      {extra}
      <IntentButton intent="leave" label={t.buttons.leave} />
      {previous ? (
        <a class="button quiet" href={stepPath(previous)}>
          {t.buttons.back}
        </a>
      ) : null}
    </>
  );
};

interface IntentProps {
  intent: string;
  label: string;
  /** What a screen reader says when the visible label would be ambiguous. */
  fullLabel?: string;
  isPrimary?: boolean;
  isCompact?: boolean;
}

export const IntentButton: FC<IntentProps> = ({ intent, label, fullLabel, isPrimary, isCompact }) => (
  <button
    class={['button', isPrimary ? 'primary' : '', isCompact ? 'compact' : ''].filter(Boolean).join(' ')}
    type="submit"
    name="intent"
    value={intent}
    aria-label={fullLabel}
  >
    {label}
  </button>
);
