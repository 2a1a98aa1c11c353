/**
 * The emulator's words: every record it keeps, as plain immutable data.
 *
 * All instants are epoch milliseconds of the emulator clock (which tests may move), never of the machine.
 * Records are replaced, not changed in place: the store writes the new one to its log before anybody can see it.
 * Nothing here knows HTTP, the disk or the wire shape of the imitated API (that is `api/wire.ts`).
 */

/** The nine documented values, in the order of the published schema. The control API may still set any other text. */
export const KYB_STATUSES = [
  'INIT',
  'PENDING_REVIEW',
  'UNDER_REVIEW',
  'PENDING_RESPONSE',
  'ESCALATED',
  'PENDING_APPROVAL',
  'REJECTED',
  'APPROVED',
  'PROVISIONING',
] as const;

/** A status is any text, because an invented tenth one must be possible. */
export type KybStatus = string;

/** Whether a new link may be made and the form may be changed. Unknown statuses are not editable. */
export function isEditable(status: KybStatus, settings: { isRejectedEditable: boolean }): boolean {
  return status === 'INIT' || status === 'PENDING_RESPONSE' || (status === 'REJECTED' && settings.isRejectedEditable);
}

export const BUSINESS_TYPES = [
  'corporation',
  'llc',
  'partnership',
  'sole_proprietorship',
  'investment_fund',
  'societies',
  'trust',
  'government',
  'dao',
] as const;

/** The owner of a key pair; two entities never see each other's customers. */
export interface Entity {
  id: string;
  name: string;
  accessKey: string;
  secretKey: string;
}

/**
 * Form answers are kept exactly as typed, also when unfinished or wrong: "save and leave" must bring them back.
 * Therefore every field is optional text; whether a step is finished is `completedSteps`.
 */
export interface CompanyAnswers {
  legalName?: string;
  tradeName?: string;
  businessType?: string;
  registrationNumber?: string;
  /** `YYYY-MM-DD` */
  dateOfIncorporation?: string;
  /** ISO 3166-1 alpha-3, as all countries here. */
  incorporationCountry?: string;
  incorporationState?: string;
  /** NAICS code. */
  industry?: string;
  description?: string;
  website?: string;
  taxId?: string;
  taxType?: string;
  taxCountry?: string;
  publiclyTraded?: 'yes' | 'no';
}

export interface AddressAnswers {
  streetLine1?: string;
  streetLine2?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
}

export interface AddressesAnswers {
  registered?: AddressAnswers;
  /** True: the physical address is the registered one and `physical` is ignored. */
  isPhysicalSame?: boolean;
  physical?: AddressAnswers;
}

export const PERSON_ROLES = ['owner', 'director', 'control_person', 'signer'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

export interface PersonAnswers {
  /** Given by the store when absent; keep it on every later save, review issues refer to it. */
  id?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  /** `YYYY-MM-DD` */
  birthDate?: string;
  nationality?: string;
  title?: string;
  roles?: PersonRole[];
  /** Digits as typed, 0 to 100. */
  ownershipPercent?: string;
  address?: AddressAnswers;
}

export interface Person extends PersonAnswers {
  id: string;
}

export const DOCUMENT_SLOTS = [
  'certificate_of_incorporation',
  'proof_of_address',
  'ownership_structure',
  'person_identity',
  'other',
] as const;
export type DocumentSlot = (typeof DOCUMENT_SLOTS)[number];

/** What is kept about an uploaded file; the bytes are read with `store.readUpload(id)`. */
export interface Upload {
  id: string;
  slot: DocumentSlot;
  /** Only for `person_identity`. */
  personId: string | null;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  uploadedAt: number;
}

export interface TermsAnswers {
  isAccepted?: boolean;
  /** The name typed as a signature. */
  signedName?: string;
  signedAt?: number;
}

/** The steps of the hosted form that hold answers, in order. The closing review step holds none. */
export const FORM_STEPS = ['company', 'addresses', 'persons', 'documents', 'terms'] as const;
export type FormStep = (typeof FORM_STEPS)[number];

export interface Answers {
  company: CompanyAnswers;
  addresses: AddressesAnswers;
  persons: readonly Person[];
  documents: readonly Upload[];
  terms: TermsAnswers;
}

/** What `saveStep` takes for each step. Files go through `saveUpload`; saving `documents` only marks the step. */
export interface StepData {
  company: CompanyAnswers;
  addresses: AddressesAnswers;
  persons: readonly PersonAnswers[];
  documents: Record<string, never>;
  terms: TermsAnswers;
}

/** One save of one step; `isComplete` says whether the step passed its checks. */
export type StepSave = { [S in FormStep]: { step: S; data: StepData[S]; isComplete: boolean } }[FormStep];

export interface ReviewIssue {
  /** Company name or person name, as the reviewer saw it. */
  name: string | null;
  rejectReason: string;
  description: string;
}

export interface PersonReviewIssue extends ReviewIssue {
  personId: string;
}

export interface ReviewIssues {
  company: ReviewIssue | null;
  persons: readonly PersonReviewIssue[];
}

export interface Customer {
  id: string;
  entityId: string;
  email: string;
  firstName: string;
  lastName: string;
  companyName: string | null;
  status: KybStatus;
  reviewIssues: ReviewIssues | null;
  answers: Answers;
  completedSteps: readonly FormStep[];
  createdAt: number;
  /** Strictly increasing for one customer, whatever happens to the clock. */
  updatedAt: number;
  submittedAt: number | null;
  /** When the automatic review will decide, if it is switched on. */
  reviewDueAt: number | null;
  idempotencyKey: string;
  /** SHA-256 of the create body, to notice the same key with other content. */
  createBodyHash: string;
}

/** An onboarding link: its token is exchanged once, within its lifetime, unless revoked. */
export interface Grant {
  token: string;
  customerId: string;
  redirectUrl: string | null;
  locale: string;
  createdAt: number;
  expiresAt: number;
  exchangedAt: number | null;
  revokedAt: number | null;
}

/** What the browser holds after the exchange. The id is the cookie value. */
export interface HostedSession {
  id: string;
  customerId: string;
  redirectUrl: string | null;
  locale: string;
  createdAt: number;
  expiresAt: number;
}

export interface Webhook {
  id: string;
  entityId: string;
  externalId: string;
  callbackUrl: string;
  memo: string | null;
  createdAt: number;
  modifiedAt: number;
}

export interface DeliveryAttempt {
  deliveryId: string;
  at: number;
  /** HTTP status, or null when there was no answer. */
  status: number | null;
  /** Why there was no answer, or which fault shaped this attempt. */
  note: string | null;
  /** Sent by a fault beside the real attempts; says nothing about success. */
  isExtra: boolean;
}

export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'dropped';

/** One event for one endpoint, with all its attempts. */
export interface Delivery {
  id: string;
  eventId: string;
  eventName: string;
  customerId: string;
  entityId: string;
  url: string;
  /** The exact body; the same bytes go out with every attempt. */
  body: string;
  state: DeliveryState;
  createdAt: number;
  nextAttemptAt: number | null;
  attempts: readonly DeliveryAttempt[];
}

export type AuthVerdict =
  | 'hmac'
  | 'bearer'
  | 'not_checked'
  | 'missing'
  | 'malformed'
  | 'scheme_refused'
  | 'unknown_key'
  | 'skewed_clock'
  | 'date_mismatch'
  | 'bad_signature';

/** One request to the imitated API. Header values are never kept, apart from the idempotency key. */
export interface JournalEntry {
  id: number;
  requestId: string;
  at: number;
  method: string;
  path: string;
  query: string;
  headerNames: readonly string[];
  idempotencyKey: string | null;
  body: string;
  auth: AuthVerdict;
  entityId: string | null;
  customerId: string | null;
  fault: string | null;
  /** Null when no answer was sent (a fault) or the request is still open. */
  answer: { status: number; body: string } | null;
}
