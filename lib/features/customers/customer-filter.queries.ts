/** What the customer list can be narrowed to, as SQL conditions. */
import 'server-only';
import { and, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { type ListedStatus, listedStatusesOf } from '@/lib/kyb/listed-status';
import { STALLING_STATUSES } from '@/lib/kyb/overdue-thresholds';
import { TURNS, type Turn } from '@/lib/kyb/status';
import { toStatusPlace } from '@/lib/kyb/status-order';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import type { Scope } from '@/lib/platform/auth/scope';
import type { InviteStage } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { assertNever } from '@/lib/result';
import type { InviteState } from './invite-state.rules';
import { hasText } from './list-search.queries';
import { type OverdueSince, overdueIn } from './overdue.queries';

/** An instant counts from `from` on and before `before`. */
export interface Period {
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

/** Every field narrows further; without any, all customers that the scope may read. */
export interface CustomerFilter {
  /** Substring of name, e-mail or id; `%` and `_` are literal. */
  readonly search?: string | undefined;
  readonly turn?: Turn | undefined;
  readonly overdue?: OverdueSince | undefined;
  readonly status?: ListedStatus | undefined;
  /** State of the invite that the row shows, or `none` for customers who were never invited. */
  readonly invite?: InviteState | 'none' | undefined;
  /** A member of staff, or `none` for customers without an owner. */
  readonly owner?: string | undefined;
  readonly created?: Period | undefined;
  /** When the status last changed. */
  readonly changed?: Period | undefined;
  /** The instant for which invite states are computed; now by default. */
  readonly now?: Date | undefined;
}

/** The whole filter as one condition. */
export function matchesFilter(scope: Scope, filter: CustomerFilter): SQL | undefined {
  const statuses = statusesOf(filter);
  const search = filter.search?.trim();
  return and(
    statuses === null ? undefined : inArray(customers.listedStatus, [...statuses]),
    search ? hasText(scope, search) : undefined,
    filter.overdue ? or(...overdueIn(STALLING_STATUSES, filter.overdue)) : undefined,
    matchesBesides(scope, filter),
  );
}

/** The filter without status and search, which pages look up in ways of their own. */
export function matchesBesides(scope: Scope, filter: CustomerFilter): SQL | undefined {
  return and(
    readableCustomers(scope),
    within(customers.createdAt, filter.created),
    within(customers.since, filter.changed),
    filter.owner === undefined
      ? undefined
      : filter.owner === 'none'
        ? isNull(customers.ownerId)
        : eq(customers.ownerId, filter.owner),
    filter.invite && hasInvite(filter.invite, filter.now ?? new Date()),
  );
}

function within(column: typeof customers.createdAt | typeof customers.since, period: Period | undefined) {
  return and(
    period?.from ? gte(column, period.from) : undefined,
    period?.before ? lt(column, period.before) : undefined,
  );
}

/** The statuses that tab and filter leave over; null for all of them. */
export function statusesOf({ turn, status, overdue }: CustomerFilter): readonly ListedStatus[] | null {
  if (turn === undefined && status === undefined && overdue === undefined) return null;
  const ofTurn: readonly ListedStatus[] = turn ? listedStatusesOf(turn) : TURNS.flatMap(listedStatusesOf);
  const stalling: readonly ListedStatus[] = STALLING_STATUSES;
  return ofTurn.filter((one) => (!status || one === status) && (!overdue || stalling.includes(one)));
}

/** "In this status during the period" in terms of the order by status, so that its scan starts and ends there. */
export function withinPlaces(status: ListedStatus, period: Period | undefined): SQL | undefined {
  return and(
    period?.from ? gte(customers.sortStatus, toStatusPlace(status, period.from)) : undefined,
    period?.before ? lt(customers.sortStatus, toStatusPlace(status, period.before)) : undefined,
  );
}

/** The same decision as `toInviteState`; a test compares the two. */
function hasInvite(state: InviteState | 'none', now: Date): SQL | undefined {
  const at = (...stages: InviteStage[]) => inArray(customers.inviteStage, stages);
  const lives = gt(customers.inviteExpiresAt, now);
  switch (state) {
    case 'none':
      return isNull(customers.inviteStage);
    case 'revoked':
      return at('revoked');
    case 'expired':
      return and(at('untouched', 'viewed', 'started', 'returned'), lte(customers.inviteExpiresAt, now));
    case 'returned':
    case 'started':
    case 'viewed':
      return and(at(state), lives);
    case 'not_delivered':
      return and(at('untouched'), lives, sql`${customers.isInviteUndelivered}`);
    case 'queued':
      return and(at('untouched'), lives, HAS_MAIL_UNDER_WAY);
    case 'sent':
      return and(at('untouched'), lives, sql`coalesce(${NEWEST_MAIL_STATE}, 'sent') = 'sent'`);
    default:
      return assertNever(state);
  }
}

const NEWEST_MAIL_STATE = sql`(select m.state from mails m where m.invite_id = customers.invite_id
  and m.kind in ('invite', 'reminder') order by m.created_at desc limit 1)`;

/** Asked from the side of the mails, because few are ever under way. */
const HAS_MAIL_UNDER_WAY = sql`customers.id in (select i.customer_id from mails f join invites i on i.id = f.invite_id
    where f.state in ('queued', 'sending'))
    and ${NEWEST_MAIL_STATE} in ('queued', 'sending')`;
