/** When staff should look after a customer although nothing happens: because nothing happens. */
import { type ListedStatus, turnOfListed } from './listed-status';
import type { StuckThresholds } from './stuck-thresholds';

export interface StuckFacts {
  readonly status: ListedStatus;
  /** When the status began; null if unknown: then the customer does not count as stuck for it. */
  readonly since: Date | null;
  /** The living invite; null when there is none. */
  readonly invite: { readonly sentAt: Date; readonly openedAt: Date | null } | null;
}

const DAY_MS = 24 * 60 * 60_000;

/** Why a customer is stuck; null when it is not. Not having opened the invite explains more than the mere time. */
export function stuckReason(facts: StuckFacts, thresholds: StuckThresholds, now: Date): 'unopened' | 'waiting' | null {
  const { status, since, invite } = facts;
  if (status === 'APPROVED') return null;
  const isOlder = (from: Date, days: number | null) => days !== null && now.getTime() - from.getTime() > days * DAY_MS;
  const isUnopened = invite !== null && invite.openedAt === null;
  if (turnOfListed(status) === 'needs_customer' && isUnopened && isOlder(invite.sentAt, thresholds.unopenedInviteDays))
    return 'unopened';
  return since !== null && isOlder(since, thresholds.statusDays[status]) ? 'waiting' : null;
}

export function isStuck(facts: StuckFacts, thresholds: StuckThresholds, now: Date): boolean {
  return stuckReason(facts, thresholds, now) !== null;
}
