// From posted text to answers. Nothing is validated here: what was typed is stored, also when it is wrong or
// unfinished.
import {
  type AddressAnswers,
  type AddressesAnswers,
  type CompanyAnswers,
  PERSON_ROLES,
  type PersonAnswers,
} from '../model';
import { ADDRESS_FIELDS, COMPANY_FIELDS, PERSON_FIELDS } from './form';

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  // Browsers send line breaks of a text area as CRLF; counted lengths should not depend on that.
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
}

function pickText<Field extends string>(form: FormData, fields: readonly Field[], prefix = '') {
  const picked: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const value = textOf(form, prefix + field);
    if (value !== '') picked[field] = value;
  }
  return picked;
}

export function parseCompany(form: FormData): CompanyAnswers {
  // An emptied legal name is kept as empty text, or the partner's suggestion would come back each time.
  return { ...pickText(form, COMPANY_FIELDS), legalName: textOf(form, 'legalName') };
}

export function parseAddresses(form: FormData): AddressesAnswers {
  return {
    registered: pickText(form, ADDRESS_FIELDS, 'registered.') satisfies AddressAnswers,
    isPhysicalSame: textOf(form, 'isPhysicalSame') === 'yes',
    physical: pickText(form, ADDRESS_FIELDS, 'physical.') satisfies AddressAnswers,
  };
}

export function parsePerson(form: FormData, known: PersonAnswers): PersonAnswers {
  const chosen = form.getAll('roles');
  const kept: PersonAnswers = known.id === undefined ? {} : { id: known.id };
  return {
    ...kept,
    ...pickText(form, PERSON_FIELDS),
    roles: PERSON_ROLES.filter((role) => chosen.includes(role)),
  };
}

/** Whether anything was typed at all; leaving an untouched "add a person" page must not add one. */
export function isEmptyPerson(person: PersonAnswers): boolean {
  return PERSON_FIELDS.every((field) => !person[field]) && (person.roles ?? []).length === 0;
}
