/**
 * The KYB status table of the product as data, and the one place that normalises what upstream sends.
 *
 * This folder is pure: no database, no HTTP, no Next. Everything the portal believes about a status is read from
 * `STATUS_RULES`; nothing else compares status names. What customers read stands in `status-sentence.ts`, because the
 * pages of staff load this table into the browser and never need those sentences.
 */

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
export type KnownKybStatus = (typeof KYB_STATUSES)[number];

/** Whose turn it is; also the tabs of the list, in this order. */
export const TURNS = ['needs_customer', 'in_review', 'setting_up', 'approved'] as const;
export type Turn = (typeof TURNS)[number];

/** Meaning of the colour; the UI maps a tone to colours that work in light and dark. */
export type Tone = 'neutral' | 'attention' | 'waiting' | 'good' | 'bad';

export interface StatusRule {
  /** What staff read. */
  readonly label: string;
  readonly turn: Turn;
  /** Whether upstream allows a new onboarding link (1Money API notes, section 3). */
  readonly editable: boolean;
  readonly tone: Tone;
  /** What staff read under "next action". */
  readonly nextAction: string;
  /** False only for a status this table does not know. */
  readonly recognised: boolean;
}

export const STATUS_RULES: Readonly<Record<KnownKybStatus, StatusRule>> = {
  INIT: {
    label: 'Not submitted',
    turn: 'needs_customer',
    editable: true,
    tone: 'neutral',
    nextAction: 'Customer: fill in the form',
    recognised: true,
  },
  PENDING_RESPONSE: {
    label: 'Response needed',
    turn: 'needs_customer',
    editable: true,
    tone: 'attention',
    nextAction: 'Customer: answer 1Money',
    recognised: true,
  },
  REJECTED: {
    label: 'Rejected',
    turn: 'needs_customer',
    editable: true,
    tone: 'bad',
    nextAction: 'Customer: correct and resend',
    recognised: true,
  },
  PENDING_REVIEW: {
    label: 'Waiting for review',
    turn: 'in_review',
    editable: false,
    tone: 'waiting',
    nextAction: '1Money: start the review',
    recognised: true,
  },
  UNDER_REVIEW: {
    label: 'Under review',
    turn: 'in_review',
    editable: false,
    tone: 'waiting',
    nextAction: '1Money: finish the review',
    recognised: true,
  },
  ESCALATED: {
    label: 'Escalated',
    turn: 'in_review',
    editable: false,
    tone: 'waiting',
    nextAction: '1Money: finish the extended review',
    recognised: true,
  },
  PENDING_APPROVAL: {
    label: 'Waiting for approval',
    turn: 'in_review',
    editable: false,
    tone: 'waiting',
    nextAction: '1Money: give the final approval',
    recognised: true,
  },
  PROVISIONING: {
    label: 'Setting up',
    turn: 'setting_up',
    editable: false,
    tone: 'good',
    nextAction: '1Money: prepare the accounts',
    recognised: true,
  },
  APPROVED: {
    label: 'Approved',
    turn: 'approved',
    editable: false,
    tone: 'good',
    nextAction: 'Nothing to do',
    recognised: true,
  },
};

/** How any status outside the table is treated: never editable, never approved, shown neutrally. */
const UNRECOGNISED_RULE: StatusRule = {
  label: 'Unknown status',
  turn: 'in_review',
  editable: false,
  tone: 'neutral',
  nextAction: '1Money: status not recognised',
  recognised: false,
};

/** What a missing, empty or non-text status becomes. */
export const UNKNOWN_STATUS = 'UNKNOWN';

/**
 * Normalises a status from upstream: any letter case; `-`, blanks and `_` alike (1Money API notes, section 3).
 * The result is at most 64 characters of `A-Z 0-9 _`, so that it may be stored, filtered by and shown.
 *
 * Anything else becomes `X`, which no known status contains: were it dropped, "未APPROVED" would read as approved.
 * Only plain letters are changed to upper case, because `ı` and `ſ` would turn into the letters of other words.
 */
export function toKybStatus(raw: unknown): string {
  if (typeof raw !== 'string') return UNKNOWN_STATUS;
  const status = raw
    .trim()
    .replace(/[^A-Za-z0-9\s\-_]+/g, 'X')
    .toUpperCase()
    .replace(/[\s\-_]+/g, '_')
    .slice(0, 64);
  return status === '' || status === '_' ? UNKNOWN_STATUS : status;
}

export function isKnownKybStatus(status: string): status is KnownKybStatus {
  return Object.hasOwn(STATUS_RULES, status);
}

/** The rule for a normalised status; statuses outside the table get the unrecognised rule. */
export function statusRule(status: string): StatusRule {
  return isKnownKybStatus(status) ? STATUS_RULES[status] : UNRECOGNISED_RULE;
}

/** The status in a sentence for staff; of one outside the table also the value that upstream sent. */
export function statusText(status: string): string {
  const { label, recognised } = statusRule(status);
  return recognised ? label : `${label} (${status})`;
}

/**
 * Whether upstream allows a new onboarding link. REJECTED depends on a setting, because 1Money's documents
 * contradict each other there (1Money API notes, section 7, item 5).
 */
export function isEditable(status: string, options: { readonly rejectedReentry: boolean }): boolean {
  if (status === 'REJECTED' && !options.rejectedReentry) return false;
  return statusRule(status).editable;
}

/** The known statuses of a turn, for filters. `in_review` additionally holds every unrecognised status. */
export function statusesOfTurn(turn: Turn): readonly KnownKybStatus[] {
  return KYB_STATUSES.filter((status) => STATUS_RULES[status].turn === turn);
}
