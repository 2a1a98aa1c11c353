/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import { listCountries } from '../countries';
import { ADDRESS_KINDS, type AddressField, type AddressKind, isOptionalField } from '../form';
import { companyIssueStep } from '../progress';
import type { FieldError } from '../validate';
import { findError } from './errors';
import { Checkbox, SelectField, TextField } from './fields';
import { IssueNote } from './flagged';
import type { FormPage } from './page';
import { StepButtons, StepShell } from './step-shell';

interface StepProps {
  page: FormPage;
  errors: readonly FieldError[];
}

/** "registered.city" is said as "Registered address, City", because both addresses share one error summary. */
function labelOf(page: FormPage, field: string): string {
  const [kind = '', name = ''] = field.split('.');
  const { t } = page;
  return `${t.addresses[kind as AddressKind]}, ${t.fields[name as AddressField]}`;
}

export const AddressesStep: FC<StepProps> = ({ page, errors }) => {
  const { t, customer } = page;
  const issue = customer.reviewIssues?.company ?? null;
  const isFlagged = issue !== null && companyIssueStep(issue) === 'addresses';
  return (
    <StepShell
      page={page}
      errors={errors}
      labelOf={(field) => labelOf(page, field)}
      buttons={<StepButtons page={page} />}
    >
      {isFlagged ? <IssueNote t={t} issue={issue} id="addresses-issue" /> : null}
      {ADDRESS_KINDS.map((kind) => (
        <AddressGroup key={kind} page={page} errors={errors} kind={kind} isFlagged={isFlagged} />
      ))}
    </StepShell>
  );
};

const AddressGroup: FC<StepProps & { kind: AddressKind; isFlagged: boolean }> = ({ page, errors, kind, isFlagged }) => {
  const { t, locale, customer } = page;
  const { addresses } = customer.answers;
  const address = addresses[kind] ?? {};
  const isPhysical = kind === 'physical';
  const props = (field: AddressField) => ({
    t,
    id: `${kind}.${field}`,
    label: t.fields[field],
    value: address[field],
    error: findError(t, errors, `${kind}.${field}`, (id) => labelOf(page, id)),
    isOptional: isOptionalField(field),
  });
  const autocomplete = (name: string) => `section-${kind} ${name}`;
  return (
    <fieldset class={isFlagged ? 'card flagged' : 'card'} aria-describedby={isFlagged ? 'addresses-issue' : undefined}>
      <legend>
        <h2>{t.addresses[kind]}</h2>
      </legend>
      {isPhysical ? (
        <Checkbox
          t={t}
          id="isPhysicalSame"
          label={t.addresses.samePhysical}
          isChecked={addresses.isPhysicalSame === true}
        />
      ) : null}
      <div class={isPhysical ? 'stack when-different' : 'stack'}>
        <TextField {...props('streetLine1')} autocomplete={autocomplete('address-line1')} />
        <TextField {...props('streetLine2')} autocomplete={autocomplete('address-line2')} />
        <div class="pair">
          <TextField {...props('city')} autocomplete={autocomplete('address-level2')} />
          <TextField {...props('state')} autocomplete={autocomplete('address-level1')} />
        </div>
        <div class="pair">
          <TextField {...props('postalCode')} autocomplete={autocomplete('postal-code')} />
          <SelectField {...props('country')} options={listCountries(locale)} autocomplete={autocomplete('country')} />
        </div>
      </div>
    </fieldset>
  );
};
