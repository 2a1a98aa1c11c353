/**
 * Believable made-up customers over all nine statuses, the same ones for the same seed. They enter through the store's log
 * in groups, without webhooks: a receiver under test should not be flooded by its own fixtures.
 */
import {
  type Answers,
  type Customer,
  isEditable,
  KYB_STATUSES,
  type KybStatus,
  type Person,
  type ReviewIssues,
  type Upload,
} from '../model';
import type { Store } from '../store';
import { sampleFile } from '../store/sample-file';
import type { Change } from '../store/tables';
import { COMPANY_FLAGS, PERSON_FLAGS, PLACES, type Place, STATUS_SHARES, TRADES } from './names';
import { Random } from './random';

const GROUP = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const OLDEST_DAYS = 180;
/** Data must repeat even when ids are new each time. */
const DEFAULT_SEED = 'made-up customers';

export interface SeedRequest {
  customers: number;
  entityId: string;
}

export function seedCustomers(store: Store, { customers: count, entityId }: SeedRequest): Customer[] {
  const { db } = store;
  const now = db.clock.now();
  const seed = db.settings.seed ?? DEFAULT_SEED;
  const first = db.tables.sequence.get('seeded') ?? 0;
  const made: Customer[] = [];
  for (let start = 0; start < count; start += GROUP) {
    const group: Change[] = [];
    for (let index = start; index < Math.min(count, start + GROUP); index += 1) {
      const random = new Random(`${seed}\n${first + index}`);
      const createdAt = Math.round(now - OLDEST_DAYS * DAY_MS * (1 - (index + 1) / (count + 1)));
      const status = KYB_STATUSES[index] ?? pickStatus(random);
      const customer = makeCustomer(store, { entityId, number: first + index + 1, random, status, createdAt, now });
      group.push(['customer', customer]);
      made.push(customer);
    }
    db.commit([['sequence', { seeded: first + Math.min(count, start + GROUP) }], ...group]);
  }
  return made;
}

interface Plan {
  entityId: string;
  number: number;
  random: Random;
  status: KybStatus;
  createdAt: number;
  now: number;
}

function makeCustomer(store: Store, { entityId, number, random, status, createdAt, now }: Plan): Customer {
  const { ids, settings } = store.db;
  const place = random.pick(PLACES);
  const trade = random.pick(TRADES);
  const companyName = `${random.pick(place.companyWords)} ${trade.word} ${random.pick(place.suffixes)}`;
  const firstName = random.pick(place.firstNames);
  const lastName = random.pick(place.lastNames);
  const spent = now - createdAt;
  const submittedAt = status === 'INIT' ? null : createdAt + Math.round(spent * (0.1 + 0.3 * random.fraction()));
  const updatedAt = createdAt + Math.round(spent * (0.5 + 0.4 * random.fraction()));
  const isUntouched = status === 'INIT' && random.fraction() < 0.5;
  const answers = isUntouched
    ? { company: {}, addresses: {}, persons: [], documents: [], terms: {} }
    : makeAnswers(store, { random, place, trade, companyName, owner: { firstName, lastName }, number, submittedAt });
  return {
    id: ids.uuid('customer'),
    entityId,
    email: `contact.${number}@company-${number}.example`,
    firstName,
    lastName,
    companyName,
    status,
    reviewIssues:
      isEditable(status, settings) && status !== 'INIT'
        ? makeIssues(random, companyName, answers.persons, status)
        : null,
    answers,
    completedSteps: isUntouched
      ? []
      : submittedAt === null
        ? ['company']
        : ['company', 'addresses', 'persons', 'documents', 'terms'],
    createdAt,
    updatedAt: isUntouched ? createdAt : updatedAt,
    submittedAt,
    reviewDueAt: null,
    idempotencyKey: ids.uuid('key'),
    createBodyHash: '',
  };
}

interface AnswerPlan {
  random: Random;
  place: Place;
  trade: (typeof TRADES)[number];
  companyName: string;
  owner: { firstName: string; lastName: string };
  number: number;
  submittedAt: number | null;
}

/** Also used to fill the form of an existing customer in one go, for tests that are not about the form. */
export function makeAnswers(
  store: Store,
  { random, place, trade, companyName, owner, number, submittedAt }: AnswerPlan,
): Answers {
  const company = {
    legalName: companyName,
    businessType: random.pick(['corporation', 'llc', 'partnership']),
    registrationNumber: String(10_000_000 + random.below(89_999_999)),
    dateOfIncorporation: `${1990 + random.below(34)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`,
    incorporationCountry: place.country,
    incorporationState: place.state,
    industry: trade.naics,
    description: trade.description,
    website: `https://company-${number}.example`,
    taxId: String(100_000_000 + random.below(899_999_999)),
    taxType: place.taxType,
    taxCountry: place.country,
    publiclyTraded: 'no',
  } as const;
  // An unfinished form stops after the first step.
  if (submittedAt === null) return { company, addresses: {}, persons: [], documents: [], terms: {} };
  const address = {
    streetLine1: `${1 + random.below(400)} ${place.street}`,
    city: place.city,
    state: place.state,
    postalCode: place.postalCode,
    country: place.country,
  };
  const share = 25 + random.below(76);
  const persons: Person[] = [
    {
      id: store.db.ids.uuid('person'),
      ...owner,
      email: `owner.${number}@company-${number}.example`,
      birthDate: `${1955 + random.below(45)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`,
      nationality: place.nationality,
      title: 'CEO',
      roles: ['owner', 'director', 'control_person', 'signer'],
      ownershipPercent: String(share),
      address,
    },
  ];
  const signedName = `${owner.firstName} ${owner.lastName}`;
  return {
    company,
    addresses: { registered: address, isPhysicalSame: true },
    persons,
    documents: makeDocuments(store, submittedAt),
    terms: { isAccepted: true, signedName, signedAt: submittedAt },
  };
}

/** The two documents without which the form cannot be sent. */
function makeDocuments(store: Store, uploadedAt: number): Upload[] {
  return (['certificate_of_incorporation', 'proof_of_address'] as const).map((slot) => ({
    ...sampleFile(store.db.ids.uuid('upload')),
    slot,
    personId: null,
    fileName: `${slot.replaceAll('_', '-')}.pdf`,
    uploadedAt,
  }));
}

function makeIssues(random: Random, companyName: string, persons: readonly Person[], status: KybStatus): ReviewIssues {
  const [rejectReason, description] = random.pick(COMPANY_FLAGS);
  const company = { name: companyName, rejectReason, description };
  const [person] = persons;
  if (status === 'REJECTED' || person === undefined || random.fraction() < 0.4) return { company, persons: [] };
  const [personReason, personDescription] = random.pick(PERSON_FLAGS);
  const flag = {
    personId: person.id,
    name: `${person.firstName} ${person.lastName}`,
    rejectReason: personReason,
    description: personDescription,
  };
  return { company: random.fraction() < 0.5 ? company : null, persons: [flag] };
}

function pickStatus(random: Random): KybStatus {
  let left = random.below(STATUS_SHARES.reduce((sum, [, share]) => sum + share, 0));
  for (const [status, share] of STATUS_SHARES) {
    if (left < share) return status;
    left -= share;
  }
  return 'INIT';
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
