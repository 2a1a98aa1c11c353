/** When staff should look after a customer because nothing has happened for too long. */
import { type ListedStatus, turnOfListed } from './listed-status';
import type { OverdueThresholds } from './overdue-thresholds';

export interface OverdueFacts {
  readonly status: ListedStatus;
  /** When the status began; null if unknown: then the customer does not count as overdue for it. */
  readonly since: Date | null;
  /** The newest invite that was not revoked, expired or not; null when there is none. */
  readonly invite: { readonly sentAt: Date; readonly openedAt: Date | null } | null;
}

const DAY_MS = 24 * 60 * 60_000;

/** Why a customer is overdue; null when it is not. Not having opened the invite explains more than the mere time. */
export function overdueReason(
  facts: OverdueFacts,
  thresholds: OverdueThresholds,
  now: Date,
): 'unopened' | 'waiting' | null {
  const { status, since, invite } = facts;
  if (status === 'APPROVED') return null;
  const isOlder = (from: Date, days: number | null) => days !== null && now.getTime() - from.getTime() > days * DAY_MS;
  const isUnopened = invite !== null && invite.openedAt === null;
  if (turnOfListed(status) === 'needs_customer' && isUnopened && isOlder(invite.sentAt, thresholds.unopenedInviteDays))
    return 'unopened';
  return since !== null && isOlder(since, thresholds.statusDays[status]) ? 'waiting' : null;
}
