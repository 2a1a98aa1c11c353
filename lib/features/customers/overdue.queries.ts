/** The rule of `lib/kyb/overdue.ts` in SQL, for lists, counts and notifications; a test compares the two over all cases. */
import 'server-only';
import { and, eq, gte, lt, type SQL } from 'drizzle-orm';
import { type ListedStatus, listedStatusesOf } from '@/lib/kyb/listed-status';
import { type OverdueThresholds, STALLING_STATUSES, type StallingStatus } from '@/lib/kyb/overdue-thresholds';
import { toStatusPlace } from '@/lib/kyb/status-order';
import { customers } from '@/lib/platform/db/schema/customers';

const DAY_MS = 24 * 60 * 60_000;

/** From which instants on customers are not overdue yet: thresholds, counted back from now. */
export interface OverdueSince {
  /** Null when no invite is too old. */
  readonly unopenedInvite: Date | null;
  readonly status: Readonly<Partial<Record<StallingStatus, Date>>>;
}

export function toOverdueSince({ unopenedInviteDays, statusDays }: OverdueThresholds, now: Date): OverdueSince {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const status = Object.fromEntries(
    STALLING_STATUSES.flatMap((one) => {
      const days = statusDays[one];
      return days === null ? [] : [[one, ago(days)]];
    }),
  );
  return { unopenedInvite: unopenedInviteDays === null ? null : ago(unopenedInviteDays), status };
}

/**
 * Who is overdue in one of these statuses, as conditions that exclude each other, so that each can scan an index:
 * those too long in a status; then those with an old unopened invite whose turn it is.
 */
export function overdueIn(
  statuses: readonly ListedStatus[],
  since: OverdueSince | undefined,
  { byPlace = false }: { readonly byPlace?: boolean } = {},
): readonly SQL[] {
  if (!since) return [];
  const stalling = STALLING_STATUSES.filter((status) => statuses.includes(status));
  const tooLong = stalling.flatMap((status) => {
    const limit = since.status[status];
    return limit ? [waitingSince(status, limit, { byPlace })] : [];
  });
  const { unopenedInvite } = since;
  const unopened = stalling.flatMap((status) => {
    if (unopenedInvite === null) return [];
    const limit = since.status[status];
    const notYet =
      limit && (byPlace ? gte(customers.sortStatus, toStatusPlace(status, limit)) : gte(customers.since, limit));
    const isUnopened = unopenedSince(status, unopenedInvite);
    return isUnopened ? [and(isUnopened, notYet)] : [];
  });
  return [...tooLong, ...unopened].flatMap((condition) => (condition ? [condition] : []));
}

/** In this status since before the limit. */
export function waitingSince(
  status: StallingStatus,
  limit: Date,
  { byPlace = false }: { readonly byPlace?: boolean } = {},
): SQL | undefined {
  const before = byPlace ? lt(customers.sortStatus, toStatusPlace(status, limit)) : lt(customers.since, limit);
  return and(eq(customers.listedStatus, status), before);
}

/** Invited before the limit and the invite never opened, expired or not; null where it is not the customer's turn. */
export function unopenedSince(status: StallingStatus, limit: Date): SQL | null {
  if (!listedStatusesOf('needs_customer').includes(status)) return null;
  return (
    and(eq(customers.listedStatus, status), eq(customers.inviteStage, 'untouched'), lt(customers.invitedAt, limit)) ??
    null
  );
}
