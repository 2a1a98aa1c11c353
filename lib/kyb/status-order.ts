/** The order of customers by status: a place for each status, and within one those first who are longest in it. */
import type { ListedStatus } from './listed-status';

/**
 * Whose turn comes first in the tabs, within a turn as in the status table of `status.ts`; what the table does not know
 * is the last of its turn.
 */
export const STATUS_ORDER: readonly ListedStatus[] = [
  'INIT',
  'PENDING_RESPONSE',
  'REJECTED',
  'PENDING_REVIEW',
  'UNDER_REVIEW',
  'ESCALATED',
  'PENDING_APPROVAL',
  'UNRECOGNISED',
  'UNCONFIRMED',
  'PROVISIONING',
  'APPROVED',
];

/** Milliseconds that one status may span in the order: some 3,000 years. */
export const STATUS_SPAN_MS = 100_000_000_000_000;

/** The place of a customer in this status since then: one number, as the column `sort_status` holds it. */
export function toStatusPlace(status: ListedStatus, since: Date): number {
  const ms = Math.min(Math.max(since.getTime(), 0), STATUS_SPAN_MS - 1);
  return STATUS_ORDER.indexOf(status) * STATUS_SPAN_MS + ms;
}
