/** From the list's parameters, as in a URL or a saved view, to a database filter. */
import 'server-only';
import { z } from 'zod';
import { overdueSetting } from '@/lib/features/settings/rule-settings';
import { LISTED_STATUSES } from '@/lib/kyb/listed-status';
import { toKybStatus } from '@/lib/kyb/status';
import type { Scope } from '@/lib/platform/auth/scope';
import { fromDate, untilDate } from '@/lib/platform/input/date-filter';
import { given, malformed, type ReadParams, readParams } from '@/lib/platform/input/params';
import type { CustomerFilter } from './customer-filter.queries';
import {
  LIST_FILTERS,
  LIST_PARAMS,
  LIST_TABS,
  type ListFilterParams,
  type ListPageParams,
  orderText,
  parseOrder,
} from './customer-list.rules';
import { INVITE_STATES } from './invite-state.rules';
import { parseCursor } from './list-cursor.queries';
import { toOverdueSince } from './overdue.queries';

const paramsSchema = z.object({
  search: given(z.string().max(200)),
  tab: given(z.enum(LIST_TABS)),
  status: given(z.string().transform(toKybStatus).pipe(z.enum(LISTED_STATUSES))),
  invite: given(z.enum([...INVITE_STATES, 'none'])),
  owner: given(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)),
  createdFrom: given(fromDate),
  createdTo: given(untilDate),
  changedFrom: given(fromDate),
  changedTo: given(untilDate),
});

/**
 * Names of the parameters that cannot be understood. They must be reported, because a filter that is left out matches
 * everything: a program gets an error; a page says that it ignores them.
 */
export function findUnreadable(params: Partial<ListPageParams>): readonly (keyof ListPageParams)[] {
  const { sort = '', older = '', newer = '' } = params;
  const { error } = paramsSchema.safeParse(params);
  const wrong = new Set(error?.issues.map(({ path }) => path[0]));
  const order = parseOrder(sort);
  return [
    ...LIST_FILTERS.filter((name) => wrong.has(name)),
    ...(sort !== '' && orderText(order) !== sort ? (['sort'] as const) : []),
    ...(older !== '' && !parseCursor(older, order.sort) ? (['older'] as const) : []),
    ...(newer !== '' && (older !== '' || !parseCursor(newer, order.sort)) ? (['newer'] as const) : []),
  ];
}

/** The list's query as in an address or in a form; parameters of its appearance may be among them. */
export function readListParams(params: URLSearchParams): ReadParams<keyof ListPageParams> {
  const { values, problems } = readParams(params, LIST_PARAMS);
  return { values, problems: problems ?? malformed(findUnreadable(values)) };
}

/**
 * The filter of these parameters for this person now; the tab "Overdue" depends on a setting. Throws when one of them
 * cannot be understood: see `findUnreadable`.
 */
export async function toCustomerFilter(scope: Scope, params: Partial<ListFilterParams>): Promise<CustomerFilter> {
  const now = new Date();
  const { tab, owner, createdFrom, createdTo, changedFrom, changedTo, ...rest } = paramsSchema.parse(params);
  return {
    ...rest,
    ...(tab && tab !== 'all' && tab !== 'overdue' && { turn: tab }),
    ...(tab === 'overdue' && { overdue: toOverdueSince(await overdueSetting.read(), now) }),
    owner: owner === 'me' && scope.kind === 'staff' ? scope.userId : owner,
    created: { from: createdFrom, before: createdTo },
    changed: { from: changedFrom, before: changedTo },
    now,
  };
}
