/** The status as lists group it. */

import { type KnownKybStatus, KYB_STATUSES, STATUS_RULES, type Turn } from './status';

/**
 * The status as the list groups it: a known one, or one of two for all others. Every customer has exactly one (a
 * generated column), so that each tab and filter is one index scan.
 */
export const LISTED_STATUSES = [...KYB_STATUSES, 'UNRECOGNISED', 'UNCONFIRMED'] as const;

export type ListedStatus = (typeof LISTED_STATUSES)[number];

export const LISTED_STATUS_LABEL: Readonly<Record<ListedStatus, string>> = {
  ...labelsOfKnown(),
  UNRECOGNISED: 'Unknown status',
  UNCONFIRMED: 'Not confirmed by 1Money yet',
};

function labelsOfKnown(): Record<KnownKybStatus, string> {
  const { INIT, PENDING_RESPONSE, REJECTED, PENDING_REVIEW, UNDER_REVIEW } = STATUS_RULES;
  const { ESCALATED, PENDING_APPROVAL, PROVISIONING, APPROVED } = STATUS_RULES;
  return {
    INIT: INIT.label,
    PENDING_RESPONSE: PENDING_RESPONSE.label,
    REJECTED: REJECTED.label,
    PENDING_REVIEW: PENDING_REVIEW.label,
    UNDER_REVIEW: UNDER_REVIEW.label,
    ESCALATED: ESCALATED.label,
    PENDING_APPROVAL: PENDING_APPROVAL.label,
    PROVISIONING: PROVISIONING.label,
    APPROVED: APPROVED.label,
  };
}

/** Whatever the status table does not know, and what upstream has not confirmed, waits for 1Money. */
export function listedStatusesOf(turn: Turn): readonly ListedStatus[] {
  return LISTED_STATUSES.filter((status) => turnOfListed(status) === turn);
}

export function turnOfListed(status: ListedStatus): Turn {
  return status === 'UNRECOGNISED' || status === 'UNCONFIRMED' ? 'in_review' : STATUS_RULES[status].turn;
}
