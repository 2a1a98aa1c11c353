/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import { PERSON_ROLES, type Person, type PersonAnswers } from '../../model';
import { listCountries } from '../countries';
import { isOptionalField, type PersonField } from '../form';
import { companyIssueStep } from '../progress';
import { type FieldError, validatePerson } from '../validate';
import { findError } from './errors';
import { describedBy, FieldNotes, SelectField, TextField } from './fields';
import { IssueNote } from './flagged';
import type { FormPage } from './page';
import { personName } from './person-name';
import { IntentButton, StepButtons, StepShell, stepPath } from './step-shell';

function personLabelOf(page: FormPage) {
  return (field: string) => page.t.fields[field as PersonField] ?? field;
}

function issueOf(page: FormPage, personId: string | undefined) {
  return page.customer.reviewIssues?.persons.find((issue) => issue.personId === personId) ?? null;
}

export const PersonsStep: FC<{ page: FormPage; errors: readonly FieldError[] }> = ({ page, errors }) => {
  const { t, customer } = page;
  const { persons } = customer.answers;
  const companyIssue = customer.reviewIssues?.company ?? null;
  const isCompanyIssueHere = companyIssue !== null && companyIssueStep(companyIssue) === 'persons';
  return (
    <StepShell page={page} errors={errors} labelOf={personLabelOf(page)} buttons={<StepButtons page={page} />}>
      {isCompanyIssueHere ? <IssueNote t={t} issue={companyIssue} id="persons-issue" /> : null}
      <div class={isCompanyIssueHere ? 'card flagged' : 'card'} id="persons" tabindex={-1}>
        {persons.length === 0 ? (
          <p class="soft">{t.persons.none}</p>
        ) : (
          <ul class="plain-list stack-tight">
            {persons.map((person) => (
              <PersonItem key={person.id} page={page} person={person} />
            ))}
          </ul>
        )}
        <div>
          <a class="button" href={stepPath('persons/new')}>
            {t.buttons.addPerson}
          </a>
        </div>
      </div>
    </StepShell>
  );
};

const PersonItem: FC<{ page: FormPage; person: Person }> = ({ page, person }) => {
  const { t } = page;
  const name = personName(t, person);
  const issue = issueOf(page, person.id);
  const isIncomplete = validatePerson(person, page.today).length > 0;
  const facts = [
    ...(person.roles ?? []).map((role) => t.roles[role]),
    ...(person.ownershipPercent ? [t.persons.owns(person.ownershipPercent)] : []),
  ];
  return (
    <li class={issue ? 'group flagged' : 'group'}>
      <div class="person">
        <div>
          <p>
            <strong>{name}</strong>
          </p>
          <p class="small soft">{facts.join(', ')}</p>
          {isIncomplete ? <p class="error">{t.persons.incomplete}</p> : null}
        </div>
        <div class="actions">
          <a class="button compact" href={stepPath(`persons/${person.id}${isIncomplete ? '?check=1' : ''}`)}>
            {t.persons.editNamed(name)}
          </a>
          <IntentButton intent={`remove:${person.id}`} label={t.persons.removeNamed(name)} isCompact />
        </div>
      </div>
      <IssueNote t={t} issue={issue} id={`issue-${person.id}`} />
    </li>
  );
};

interface EditorProps {
  page: FormPage;
  person: PersonAnswers;
  errors: readonly FieldError[];
}

export const PersonEditor: FC<EditorProps> = ({ page, person, errors }) => {
  const { t, locale } = page;
  const labelOf = personLabelOf(page);
  const issue = issueOf(page, person.id);
  const props = (field: PersonField) => ({
    t,
    id: field,
    label: t.fields[field],
    value: person[field],
    error: findError(t, errors, field, labelOf),
    isOptional: isOptionalField(field),
  });
  const rolesError = findError(t, errors, 'roles', labelOf);
  return (
    <StepShell
      page={page}
      action={stepPath(`persons/${person.id ?? 'new'}`)}
      title={person.id ? t.persons.editTitle : t.persons.addTitle}
      errors={errors}
      labelOf={labelOf}
      buttons={
        <>
          <IntentButton intent="continue" label={t.buttons.savePerson} isPrimary />
          <IntentButton intent="leave" label={t.buttons.leave} />
          <a class="button quiet" href={stepPath('persons')}>
            {t.buttons.cancel}
          </a>
        </>
      }
    >
      <div class={issue ? 'card flagged' : 'card'}>
        <IssueNote t={t} issue={issue} id="person-issue" />
        <div class="pair">
          <TextField {...props('firstName')} />
          <TextField {...props('lastName')} />
        </div>
        <TextField {...props('email')} inputmode="email" hint={t.hints.email} />
        <div class="pair">
          <TextField {...props('birthDate')} type="date" />
          <SelectField {...props('nationality')} options={listCountries(locale)} />
        </div>
        <fieldset aria-describedby={describedBy({ id: 'roles', hint: t.hints.roles, error: rolesError })}>
          <legend>{t.fields.roles}</legend>
          <FieldNotes t={t} id="roles" hint={t.hints.roles} error={rolesError} />
          {PERSON_ROLES.map((role, index) => (
            <div class="choice" key={role}>
              <input
                type="checkbox"
                // The error summary links to "#roles": the first box takes the focus.
                id={index === 0 ? 'roles' : `roles-${role}`}
                name="roles"
                value={role}
                checked={person.roles?.includes(role) ?? false}
                aria-invalid={rolesError ? 'true' : undefined}
              />
              <label for={index === 0 ? 'roles' : `roles-${role}`}>{t.roles[role]}</label>
            </div>
          ))}
        </fieldset>
        <TextField {...props('ownershipPercent')} hint={t.hints.ownershipPercent} inputmode="decimal" isShort />
      </div>
    </StepShell>
  );
};
