import { isKnownKybStatus, type KnownKybStatus } from './status';

/** What the customer reads about each status. Never mentions internal steps such as an escalation. */
const CUSTOMER_TEXT: Readonly<Record<KnownKybStatus, string>> = {
  INIT: 'You have not finished the form yet.',
  PENDING_RESPONSE: '1Money needs something from you.',
  REJECTED: 'Not approved. You may correct your answers and send them again, or contact support.',
  PENDING_REVIEW: 'Your answers were received. There is nothing to do for you now.',
  UNDER_REVIEW: 'Your answers are in review.',
  ESCALATED: 'Your answers are in review.',
  PENDING_APPROVAL: 'Almost done: the last approval is under way.',
  PROVISIONING: 'Approved. Your accounts are being prepared.',
  APPROVED: 'Done. Your business is approved.',
};

/** Said about every status outside the table: never that it is approved, never that something is wrong. */
const UNRECOGNISED_TEXT = 'Your application is being processed.';

/** The sentences for a normalised status; the first one is the headline. */
export function customerText(status: string): string {
  return isKnownKybStatus(status) ? CUSTOMER_TEXT[status] : UNRECOGNISED_TEXT;
}
