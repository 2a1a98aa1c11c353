/** From the list's parameters, as they stand in a URL or a saved view, to what the database is asked. */
import 'server-only';
import { z } from 'zod';
import type { CustomerFilter, StuckSince } from '@/lib/db/queries/customer-filter';
import { LIST_TABS, LISTED_STATUSES, type ListFilterParams } from '@/lib/kyb/customer-list';
import { INVITE_STATES } from '@/lib/kyb/invite-view';
import { toKybStatus } from '@/lib/kyb/status';
import { STALLING_STATUSES, type StallingStatus, type StuckThresholds } from '@/lib/kyb/stuck-thresholds';
import type { Scope } from '@/lib/scope';
import { readStuckThresholds } from './stuck-thresholds';

const DAY_MS = 24 * 60 * 60_000;

/** A day as a date input writes it; the instant is its midnight in UTC. */
const day = z.iso
  .date()
  .transform((text) => new Date(`${text}T00:00:00Z`))
  .optional()
  .catch(undefined);

/** Whatever cannot be understood is left out, so that an old address still shows a list. */
const paramsSchema = z.object({
  search: z.string().transform((text) => text.slice(0, 200) || undefined),
  tab: z.enum(LIST_TABS).catch('all'),
  status: z.string().transform(toKybStatus).pipe(z.enum(LISTED_STATUSES)).optional().catch(undefined),
  invite: z
    .enum([...INVITE_STATES, 'none'])
    .optional()
    .catch(undefined),
  owner: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .catch(undefined),
  createdFrom: day,
  createdTo: day,
  changedFrom: day,
  changedTo: day,
});

/** The filter of these parameters for this person at this moment; the tab "Stuck" depends on a setting. */
export async function toCustomerFilter(scope: Scope, params: Partial<ListFilterParams>): Promise<CustomerFilter> {
  const now = new Date();
  const { tab, owner, createdFrom, createdTo, changedFrom, changedTo, ...rest } = paramsSchema.parse({
    ...params,
    search: params.search ?? '',
  });
  return {
    ...rest,
    ...(tab !== 'all' && tab !== 'stuck' && { turn: tab }),
    ...(tab === 'stuck' && { stuck: toStuckSince(await readStuckThresholds(scope), now) }),
    owner: owner === 'me' && scope.kind === 'staff' ? scope.userId : owner,
    created: { from: createdFrom, before: createdTo && dayAfter(createdTo) },
    changed: { from: changedFrom, before: changedTo && dayAfter(changedTo) },
    now,
  };
}

function dayAfter(midnight: Date): Date {
  return new Date(midnight.getTime() + DAY_MS);
}

/** Thresholds as instants, counted back from now. */
export function toStuckSince({ unopenedInviteDays, statusDays }: StuckThresholds, now: Date): StuckSince {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const status: Partial<Record<StallingStatus, Date>> = {};
  for (const one of STALLING_STATUSES) {
    const days = statusDays[one];
    if (days !== null) status[one] = ago(days);
  }
  return { unopenedInvite: unopenedInviteDays === null ? null : ago(unopenedInviteDays), status };
}
