/**
 * Customers as the imitated API writes them: the six fields of the lightweight shape and the full object.
 * The JSON of a record is kept as long as record and settings live, so that a list page costs joining, not building.
 */
import type { AddressAnswers, Customer, Person, ReviewIssues, Webhook } from '../model';
import type { Settings } from '../settings-schema';
import { toInstant } from '../store/instant';
import { toWireText, type WireText } from './api-response';

type Shape = 'lightweight' | 'full' | 'brief';
type Encoded = WeakMap<Customer, WireText>;
const cache = new WeakMap<Settings, Record<Shape, Encoded>>();

export function customerJson(customer: Customer, shape: Shape, settings: Settings): WireText {
  let shapes = cache.get(settings);
  if (shapes === undefined) {
    shapes = { lightweight: new WeakMap(), full: new WeakMap(), brief: new WeakMap() };
    cache.set(settings, shapes);
  }
  const known = shapes[shape].get(customer);
  if (known !== undefined) return known;
  const text = toWireText(BUILDERS[shape](customer, settings));
  shapes[shape].set(customer, text);
  return text;
}

const BUILDERS: Readonly<Record<Shape, (customer: Customer, settings: Settings) => object>> = {
  lightweight: (customer, settings) => ({
    customer_id: customer.id,
    email: customer.email,
    customer_type: settings.customerType === 'BUSINESS' ? 'BUSINESS' : 'Business',
    status: toStatus(customer, settings),
    created_at: toInstant(customer.createdAt),
    updated_at: toInstant(customer.updatedAt),
  }),
  brief: (customer, settings) => ({
    customer_id: customer.id,
    email: customer.email,
    business_legal_name: toLegalName(customer, settings),
    business_type: orNull(customer.answers.company.businessType),
    status: toStatus(customer, settings),
    created_at: toInstant(customer.createdAt),
    updated_at: toInstant(customer.updatedAt),
  }),
  full: (customer, settings) => {
    const { company, addresses, persons, terms } = customer.answers;
    const registered = toAddress(addresses.registered);
    return {
      customer_id: customer.id,
      email: customer.email,
      business_legal_name: toLegalName(customer, settings),
      business_description: orNull(company.description),
      business_type: orNull(company.businessType),
      business_industry: orNull(company.industry),
      business_registration_number: orNull(company.registrationNumber),
      date_of_incorporation: orNull(company.dateOfIncorporation),
      incorporation_country: orNull(company.incorporationCountry),
      incorporation_state: orNull(company.incorporationState),
      primary_website: orNull(company.website),
      publicly_traded: company.publiclyTraded === undefined ? null : company.publiclyTraded === 'yes',
      tax_id: orNull(company.taxId),
      tax_type: orNull(company.taxType),
      tax_country: orNull(company.taxCountry),
      registered_address: registered,
      physical_address: addresses.isPhysicalSame ? registered : toAddress(addresses.physical),
      associated_persons: persons.map(toPerson),
      status: toStatus(customer, settings),
      review_issues: toReviewIssues(customer.reviewIssues),
      submitted_at: instantOrNull(customer.submittedAt),
      terms_signed_at: instantOrNull(terms.signedAt ?? null),
      created_at: toInstant(customer.createdAt),
      updated_at: toInstant(customer.updatedAt),
    };
  },
};

export function toWebhookBody(webhook: Webhook): object {
  return {
    webhook_id: webhook.id,
    callback_url: webhook.callbackUrl,
    memo: webhook.memo,
    created_at: toInstant(webhook.createdAt),
    modified_at: toInstant(webhook.modifiedAt),
  };
}

function toStatus(customer: Customer, settings: Settings): string {
  return settings.statusCase === 'lower' ? customer.status.toLowerCase() : customer.status;
}

/** What a customer without answers has here is unknown upstream, hence a setting. */
function toLegalName(customer: Customer, settings: Settings): string | null {
  const typed = orNull(customer.answers.company.legalName);
  if (typed !== null) return typed;
  switch (settings.legalNameBeforeForm) {
    case 'empty':
      return '';
    case 'company_name':
      return customer.companyName ?? '';
    case 'null':
      return null;
  }
}

function toAddress(address: AddressAnswers | undefined): object | null {
  if (address?.streetLine1 === undefined || address.streetLine1 === '') return null;
  return {
    street_line_1: address.streetLine1,
    street_line_2: orNull(address.streetLine2),
    city: address.city ?? '',
    state: address.state ?? '',
    country: address.country ?? '',
    subdivision: null,
    postal_code: orNull(address.postalCode),
  };
}

function toPerson(person: Person): object {
  const roles = person.roles ?? [];
  const percent = Number(person.ownershipPercent);
  return {
    associated_person_id: person.id,
    first_name: person.firstName ?? '',
    last_name: person.lastName ?? '',
    email: orNull(person.email),
    birth_date: orNull(person.birthDate),
    primary_nationality: orNull(person.nationality),
    residential_address: toAddress(person.address),
    title: orNull(person.title),
    has_ownership: roles.includes('owner'),
    ownership_percentage: person.ownershipPercent && Number.isFinite(percent) ? percent : null,
    has_control: roles.includes('control_person'),
    is_director: roles.includes('director'),
    is_signer: roles.includes('signer'),
  };
}

function toReviewIssues(issues: ReviewIssues | null): object | null {
  if (issues === null) return null;
  const { company, persons } = issues;
  return {
    company_issues: company && {
      company_name: company.name,
      reject_reason: company.rejectReason,
      description: company.description,
    },
    associated_person_issues: persons.map((person) => ({
      associated_person_id: person.personId,
      name: person.name,
      reject_reason: person.rejectReason,
      description: person.description,
    })),
  };
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function instantOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : toInstant(epochMs);
}
