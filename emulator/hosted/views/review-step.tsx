/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { AddressAnswers, BUSINESS_TYPES } from '../../model';
import { countryName } from '../countries';
import {
  ADDRESS_FIELDS,
  ANSWER_STEPS,
  type AnswerStep,
  COMPANY_FIELDS,
  listDocumentPlaces,
  PERSON_FIELDS,
} from '../form';
import { documentKey, listIncompleteSteps } from '../progress';
import { formatSize, placeLabel } from './documents-step';
import type { FormPage } from './page';
import { personName } from './person-name';
import { IntentButton, StepShell, stepPath } from './step-shell';

type Fact = readonly [label: string, value: string];

const COUNTRY_FIELDS: ReadonlySet<string> = new Set(['incorporationCountry', 'country', 'nationality']);
const DATE_FIELDS: ReadonlySet<string> = new Set(['dateOfIncorporation', 'birthDate']);

function shown({ t, locale }: FormPage, field: string, value: string): string {
  if (COUNTRY_FIELDS.has(field)) return countryName(value, locale);
  if (field === 'businessType') return t.businessTypes[value as (typeof BUSINESS_TYPES)[number]] ?? value;
  if (DATE_FIELDS.has(field) && !Number.isNaN(Date.parse(value))) {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));
  }
  return field === 'ownershipPercent' ? `${value}%` : value;
}

function addressFact(page: FormPage, address: AddressAnswers | undefined): string {
  return ADDRESS_FIELDS.flatMap((field) => (address?.[field] ? [shown(page, field, address[field])] : [])).join('\n');
}

function listFacts(page: FormPage, step: AnswerStep): Fact[] {
  const { t, customer, locale } = page;
  const { company, addresses, persons, documents } = customer.answers;
  switch (step) {
    case 'company':
      return COMPANY_FIELDS.map((field) => [t.fields[field], company[field] ? shown(page, field, company[field]) : '']);
    case 'addresses':
      return [
        [t.addresses.registered, addressFact(page, addresses.registered)],
        [
          t.addresses.physical,
          addresses.isPhysicalSame ? t.addresses.sameAsRegistered : addressFact(page, addresses.physical),
        ],
      ];
    case 'persons':
      return persons.map((person) => [
        personName(t, person),
        [
          (person.roles ?? []).map((role) => t.roles[role]).join(', '),
          ...PERSON_FIELDS.slice(2).flatMap((field) => (person[field] ? [shown(page, field, person[field])] : [])),
        ]
          .filter(Boolean)
          .join('\n'),
      ]);
    case 'documents':
      return listDocumentPlaces(persons).map((place) => {
        const upload = documents.find((document) => documentKey(document) === place.key);
        const text = upload ? `${upload.fileName} (${formatSize(upload.sizeBytes, locale)})` : t.review.noFile;
        return [placeLabel(t, place), text];
      });
  }
}

export const ReviewStep: FC<{ page: FormPage; isChecked: boolean }> = ({ page, isChecked }) => {
  const { t, customer, today, states } = page;
  const incomplete = isChecked ? listIncompleteSteps(customer.answers, today) : [];
  return (
    <StepShell
      page={page}
      labelOf={(field) => field}
      buttons={
        <>
          <IntentButton intent="continue" label={t.buttons.continueShort} isPrimary />
          <IntentButton intent="leave" label={t.buttons.leave} />
          <a class="button quiet" href={stepPath('documents')}>
            {t.buttons.back}
          </a>
        </>
      }
    >
      {incomplete.length > 0 ? (
        <div class="notice bad" role="alert" tabindex={-1} autofocus aria-labelledby="incomplete-title">
          <h2 id="incomplete-title">{t.review.incompleteTitle}</h2>
          <ul>
            {incomplete.map((step) => (
              <li key={step}>
                <a href={stepPath(`${step}?check=1`)}>{t.review.incompleteStep(t.steps[step])}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {ANSWER_STEPS.map((step) => (
        <section
          key={step}
          class={states[step] === 'flagged' ? 'card flagged' : 'card'}
          aria-labelledby={`review-${step}`}
        >
          <div class="row spread">
            <div class="row">
              <h2 id={`review-${step}`}>{t.steps[step]}</h2>
              <span class={`tag ${{ done: 'good', open: '', flagged: 'warn' }[states[step]]}`}>
                {t.stepStates[states[step]]}
              </span>
            </div>
            <a class="button compact" href={stepPath(step)} aria-label={t.review.changeNamed(t.steps[step])}>
              {t.review.change}
            </a>
          </div>
          <dl class="facts">
            {listFacts(page, step).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value || <span class="soft">{t.notAnswered}</span>}</dd>
              </div>
            ))}
          </dl>
          {step === 'persons' && customer.answers.persons.length === 0 ? <p class="soft">{t.persons.none}</p> : null}
        </section>
      ))}
    </StepShell>
  );
};
