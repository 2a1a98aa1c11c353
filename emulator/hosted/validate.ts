// What makes an answer acceptable. Pure: strings in, error codes out. The same functions decide whether a field is
// marked, whether a step counts as complete and whether the form may be submitted, so that these can never disagree.
import { isEmail } from '../email-address';
import { findHidden } from '../hidden-characters';
import {
  type AddressAnswers,
  BUSINESS_TYPES,
  type CompanyAnswers,
  PERSON_ROLES,
  type PersonAnswers,
  type TermsAnswers,
} from '../model';
import { isCountry } from './countries';
import {
  ADDRESS_FIELDS,
  type AnyField,
  COMPANY_FIELDS,
  type DocumentPlace,
  FIELD_LIMITS,
  isOptionalField,
  PERSON_FIELDS,
} from './form';
import type { ErrorCode } from './i18n/catalogue';

export interface FieldError {
  /** The id of the control the error belongs to; the error summary links to it. */
  field: string;
  code: ErrorCode;
}

export function validateCompany(values: CompanyAnswers, today: string): FieldError[] {
  return COMPANY_FIELDS.flatMap((field) => toError(field, checkField(field, values[field] ?? '', today)));
}

/** `prefix` is the address kind, so that both addresses of one page have distinct control ids. */
export function validateAddress(prefix: string, values: AddressAnswers): FieldError[] {
  return ADDRESS_FIELDS.flatMap((field) =>
    toError(`${prefix}.${field}`, checkField(field, values[field] ?? '', '9999-12-31')),
  );
}

export function validatePerson(person: PersonAnswers, today: string): FieldError[] {
  const errors = PERSON_FIELDS.flatMap((field) => toError(field, checkField(field, person[field] ?? '', today)));
  const roles = person.roles ?? [];
  if (!roles.some((role) => PERSON_ROLES.includes(role))) {
    errors.push({ field: 'roles', code: 'rolesMissing' });
  } else if (roles.includes('owner') && Number(person.ownershipPercent || '0') <= 0) {
    errors.push({ field: 'ownershipPercent', code: 'ownershipMissing' });
  }
  return errors;
}

/** The rules between persons; each person's own fields are checked by validatePerson. */
export function validatePersons(persons: readonly PersonAnswers[], today: string): FieldError[] {
  if (persons.length === 0) return [{ field: 'persons', code: 'personsMissing' }];
  if (persons.some((person) => validatePerson(person, today).length > 0)) {
    return [{ field: 'persons', code: 'personIncomplete' }];
  }
  const errors: FieldError[] = [];
  if (!persons.some((person) => person.roles?.includes('control_person') || person.roles?.includes('director'))) {
    errors.push({ field: 'persons', code: 'controlPersonMissing' });
  }
  const total = persons.reduce((sum, person) => sum + Number(person.ownershipPercent || '0'), 0);
  // Three owners at 33.34 % are 100.02 %; a hundredth each is rounding, not a claim.
  if (total > 100.05) errors.push({ field: 'persons', code: 'ownershipTotal' });
  return errors;
}

export function validateDocuments(places: readonly DocumentPlace[], filledKeys: ReadonlySet<string>): FieldError[] {
  return places
    .filter((place) => place.isRequired && !filledKeys.has(place.key))
    .map((place) => ({ field: `file.${place.key}`, code: 'documentMissing' }));
}

export function validateTerms(terms: TermsAnswers): FieldError[] {
  return [
    ...(terms.isAccepted ? [] : [{ field: 'isAccepted', code: 'acceptTerms' } as const]),
    ...toError('signedName', checkName(terms.signedName ?? '')),
  ];
}

function checkName(raw: string): ErrorCode | null {
  const value = raw.trim();
  if (value === '') return 'required';
  if (value.length > 255) return 'tooLong';
  return hasHiddenCharacters(value, false) ? 'characters' : null;
}

function checkField(field: AnyField, raw: string, today: string): ErrorCode | null {
  const value = raw.trim();
  if (value === '') return isOptionalField(field) ? null : 'required';
  if (value.length > FIELD_LIMITS[field]) return 'tooLong';
  if (hasHiddenCharacters(value, field === 'description')) return 'characters';
  if (/<[a-z!/?]/i.test(value)) return 'markup';
  switch (field) {
    case 'businessType':
      return BUSINESS_TYPES.some((type) => type === value) ? null : 'choice';
    case 'incorporationCountry':
    case 'nationality':
    case 'country':
      return isCountry(value) ? null : 'choice';
    case 'dateOfIncorporation':
      return checkPastDate(value, today);
    case 'birthDate':
      return checkPastDate(value, today) ?? (value > eighteenYearsBefore(today) ? 'adult' : null);
    case 'email':
      return isEmail(value) ? null : 'email';
    case 'website':
      return isWebsite(value) ? null : 'website';
    case 'taxId':
    case 'registrationNumber':
      return /^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u.test(value) ? null : 'identifier';
    case 'ownershipPercent':
      return /^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= 100 ? null : 'percentage';
    default:
      return null;
  }
}

function hasHiddenCharacters(value: string, multiline: boolean): boolean {
  return findHidden(multiline ? value.replace(/[\r\n\t]/g, ' ') : value) !== null;
}

function checkPastDate(value: string, today: string): ErrorCode | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'date';
  const time = Date.parse(`${value}T00:00:00Z`);
  // Date.parse accepts 31 February by rolling over, so the parsed day is compared with the typed one.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) return 'date';
  if (value > today) return 'dateInFuture';
  return value < '1600-01-01' ? 'date' : null;
}

function eighteenYearsBefore(today: string): string {
  const year = Number(today.slice(0, 4)) - 18;
  return `${year}${today.slice(4)}`;
}

function isWebsite(value: string): boolean {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.') && !url.username;
}

function toError(field: string, code: ErrorCode | null): FieldError[] {
  return code ? [{ field, code }] : [];
}
