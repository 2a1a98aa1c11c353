// The hosted form as data: its steps, fields, choices and limits. This file owns what is asked and in which order;
// it must not know how an answer is drawn, stored or said in any language.
import type { AddressAnswers, CompanyAnswers, DocumentSlot, FormStep, Person, PersonAnswers } from '../model';

export const STEPS = ['company', 'addresses', 'persons', 'documents', 'review', 'terms'] as const;
export type Step = (typeof STEPS)[number];

/** The steps that hold answers and must be complete before the terms; review only shows what these four hold. */
export const ANSWER_STEPS = ['company', 'addresses', 'persons', 'documents'] as const satisfies readonly FormStep[];
export type AnswerStep = (typeof ANSWER_STEPS)[number];

export const COMPANY_FIELDS = [
  'legalName',
  'businessType',
  'registrationNumber',
  'dateOfIncorporation',
  'incorporationCountry',
  'taxId',
  'website',
  'description',
] as const satisfies ReadonlyArray<keyof CompanyAnswers>;
export type CompanyField = (typeof COMPANY_FIELDS)[number];

export const ADDRESS_FIELDS = [
  'streetLine1',
  'streetLine2',
  'city',
  'state',
  'postalCode',
  'country',
] as const satisfies ReadonlyArray<keyof AddressAnswers>;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

export const ADDRESS_KINDS = ['registered', 'physical'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

export const PERSON_FIELDS = [
  'firstName',
  'lastName',
  'email',
  'birthDate',
  'nationality',
  'ownershipPercent',
] as const satisfies ReadonlyArray<keyof PersonAnswers>;
export type PersonField = (typeof PERSON_FIELDS)[number];

export type AnyField = CompanyField | AddressField | PersonField;

/** A place a file can be put: one file each, so that uploading again replaces. */
export interface DocumentPlace {
  /** Unique on the page: the slot, or the slot and the person. */
  key: string;
  slot: DocumentSlot;
  person: Person | null;
  isRequired: boolean;
}

const COMPANY_PLACES: ReadonlyArray<{ slot: DocumentSlot; isRequired: boolean }> = [
  { slot: 'certificate_of_incorporation', isRequired: true },
  { slot: 'proof_of_address', isRequired: true },
  { slot: 'ownership_structure', isRequired: false },
  { slot: 'other', isRequired: false },
];

/** The company's places first, then one for the identity document of each person. */
export function listDocumentPlaces(persons: readonly Person[]): DocumentPlace[] {
  return [
    ...COMPANY_PLACES.map(({ slot, isRequired }) => ({ key: slot, slot, person: null, isRequired })),
    ...persons.map((person) => ({
      key: `person_identity.${person.id}`,
      slot: 'person_identity' as const,
      person,
      isRequired: false,
    })),
  ];
}

/** 3 MB a file, the figure upstream's own client tests work with. */
export const MAX_FILE_BYTES = 3 * 1024 * 1024;
/** Several files at their limit plus the multipart framing; anything larger is refused before it is parsed. */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
export const MAX_PERSONS = 25;

export const FIELD_LIMITS: Record<AnyField, number> = {
  legalName: 255,
  businessType: 40,
  registrationNumber: 64,
  dateOfIncorporation: 10,
  incorporationCountry: 3,
  taxId: 32,
  website: 255,
  description: 1000,
  streetLine1: 255,
  streetLine2: 255,
  city: 100,
  state: 100,
  postalCode: 20,
  country: 3,
  firstName: 255,
  lastName: 255,
  email: 254,
  birthDate: 10,
  nationality: 3,
  ownershipPercent: 6,
};

const OPTIONAL_FIELDS: ReadonlySet<string> = new Set(['website', 'streetLine2', 'ownershipPercent']);

export function isOptionalField(field: AnyField): boolean {
  return OPTIONAL_FIELDS.has(field);
}

export function isStep(value: string): value is Step {
  return STEPS.some((step) => step === value);
}
