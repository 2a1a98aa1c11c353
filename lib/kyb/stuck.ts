/** When staff should look after a customer although nothing happens: because nothing happens. */
import { statusRule, type Turn } from './status';

export interface StuckThresholds {
  /** Days after which an invite that nobody has opened is stuck. */
  readonly unopenedDays: number;
  /** Days in one waiting status after which a customer is stuck. */
  readonly waitingDays: number;
}

export const DEFAULT_STUCK_THRESHOLDS: StuckThresholds = { unopenedDays: 7, waitingDays: 14 };

export interface StuckFacts {
  /** Normalised KYB status. */
  readonly status: string;
  /** Null when never observed: then nobody knows how long, and the customer is not called stuck for it. */
  readonly statusSince: Date | null;
  /** The living invite; null when there is none. */
  readonly invite: { readonly sentAt: Date; readonly openedAt: Date | null } | null;
}

const DAY_MS = 24 * 60 * 60_000;
const DONE: readonly Turn[] = ['approved'];

/** Why a customer is stuck; null when it is not. Not having opened the invite explains more than the mere time. */
export function stuckReason(facts: StuckFacts, thresholds: StuckThresholds, now: Date): 'unopened' | 'waiting' | null {
  const { unopenedDays, waitingDays } = thresholds;
  const { turn } = statusRule(facts.status);
  if (DONE.includes(turn)) return null;
  const isOlder = (since: Date, days: number) => now.getTime() - since.getTime() > days * DAY_MS;
  const { invite, statusSince } = facts;
  if (turn === 'needs_customer' && invite !== null && invite.openedAt === null && isOlder(invite.sentAt, unopenedDays))
    return 'unopened';
  return statusSince !== null && isOlder(statusSince, waitingDays) ? 'waiting' : null;
}

export function isStuck(facts: StuckFacts, thresholds: StuckThresholds, now: Date): boolean {
  return stuckReason(facts, thresholds, now) !== null;
}
