/** What pages and mails know about notifications to staff. Instants are ISO 8601 in UTC. */
import { statusRule, statusText } from '@/lib/kyb/status';
import type { NotificationKind, NotificationReason } from '@/lib/platform/db/column-values';

const REASONS: Readonly<Record<NotificationReason, { readonly kind: NotificationKind; readonly text: string }>> = {
  response_needed: { kind: 'needs_you', text: '1Money needs something from the customer' },
  rejected: { kind: 'needs_you', text: '1Money did not approve the customer' },
  unrecognised: { kind: 'needs_you', text: '1Money gave a status that this portal does not know' },
  creation_needs_review: { kind: 'needs_you', text: 'It is unclear whether 1Money has the customer' },
  invite_not_delivered: { kind: 'needs_you', text: 'The invite could not be delivered' },
  unopened: { kind: 'overdue', text: 'Invited, but the invite was never opened' },
  waiting: { kind: 'overdue', text: 'Too long in one status' },
  approved: { kind: 'approved', text: 'Approved' },
};

export const NOTIFICATION_KIND_TEXT: Readonly<Record<NotificationKind, string>> = {
  needs_you: 'Needs you',
  overdue: 'Newly overdue',
  approved: 'Newly approved',
};

export function notificationKind(reason: NotificationReason): NotificationKind {
  return REASONS[reason].kind;
}

/** What happened, in a few words; a status that lasted too long is named. */
export function notificationText({
  reason,
  status,
}: {
  readonly reason: NotificationReason;
  readonly status: string;
}): string {
  const { text } = REASONS[reason];
  return reason === 'waiting' ? `${text}: ${statusText(status)}` : text;
}

/** What staff should hear of when a customer comes into this status; null for everything else. */
export function notificationOfStatus(status: string): NotificationReason | null {
  if (!statusRule(status).recognised) return 'unrecognised';
  if (status === 'PENDING_RESPONSE') return 'response_needed';
  if (status === 'REJECTED') return 'rejected';
  return status === 'APPROVED' ? 'approved' : null;
}

export interface NotificationItem {
  readonly id: number;
  readonly reason: NotificationReason;
  readonly at: string;
  readonly customerId: string;
  readonly businessName: string;
  /** The customer's status when it was noticed, and now. */
  readonly status: string;
  readonly currentStatus: string;
  readonly isOwn: boolean;
  readonly isRead: boolean;
}

/** Notifications are kept, counted and shown for this long. */
export const NOTIFICATION_DAYS = 30;
/** At most this many of a kind are shown. */
export const NOTIFICATIONS_SHOWN = 50;
/**
 * Rows scanned for a reader's notifications: on the page, more if the first do not fill it, and for the bell, which
 * every page has.
 */
export const NOTIFICATIONS_SEARCHED = [1_000, 10_000] as const;
export const NOTIFICATIONS_COUNTED = 300;
/** At most this many are in a daily mail, lines and counts together. */
export const DIGEST_SEARCHED = 1_000;
/** The bell says `99+` beyond. */
export const NOTIFICATION_COUNT_MAX = 99;
/** The daily mail goes out after this hour (UTC). */
export const DIGEST_HOUR = 7;
