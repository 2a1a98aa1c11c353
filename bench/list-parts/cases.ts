/** What is asked of the list, by kind. Each question is asked at a different place each time. */
import type { CustomerFilter } from '@/lib/features/customers/customer-filter.queries';
import { LIST_SORTS, type ListOrder } from '@/lib/features/customers/customer-list.rules';
import { INVITE_STATES } from '@/lib/features/customers/invite-state.rules';
import type { OverdueSince } from '@/lib/features/customers/overdue.queries';
import { LISTED_STATUSES } from '@/lib/kyb/listed-status';
import { TURNS } from '@/lib/kyb/status';

export interface Question {
  readonly name: string;
  readonly filter: CustomerFilter;
  readonly order: ListOrder;
  /** Somewhere far down the list instead of its first page. */
  readonly isDeep: boolean;
}

export interface Kind {
  readonly name: string;
  readonly questions: readonly Question[];
}

const NEWEST: ListOrder = { sort: 'created', descending: true };
const ORDERS: readonly ListOrder[] = LIST_SORTS.flatMap((sort) => [
  { sort, descending: true },
  { sort, descending: false },
]);

function ask(name: string, filter: CustomerFilter, order = NEWEST, isDeep = false): Question {
  return { name, filter, order, isDeep };
}

/** Every order, at the top and far down. */
function everyWay(name: string, filter: CustomerFilter): readonly Question[] {
  return ORDERS.flatMap((order) =>
    [false, true].map((isDeep) =>
      ask(`${name}, ${order.descending ? '-' : ''}${order.sort}${isDeep ? ', deep' : ''}`, filter, order, isDeep),
    ),
  );
}

const searches = (texts: readonly string[], more: CustomerFilter = {}) =>
  texts.map((search) => ask(`“${search}”`, { ...more, search }));

export function kinds(count: number, overdue: OverdueSince): readonly Kind[] {
  const now = new Date();
  const monthAgo = new Date(now.getTime() - 30 * 24 * 60 * 60_000);
  const some = String(Math.floor(count * 0.7));
  return [
    { name: 'all', questions: everyWay('all', {}) },
    { name: 'tabs by whose turn', questions: TURNS.flatMap((turn) => everyWay(turn, { turn })) },
    { name: 'tab “Overdue”', questions: everyWay('overdue', { overdue }) },
    { name: 'exact status', questions: LISTED_STATUSES.flatMap((status) => everyWay(status, { status })) },
    { name: 'search, one finds', questions: searches([`number-${some}`, `contact.${some}@`, `cedar foods ${some}`]) },
    { name: 'search, many find', questions: searches(['example', 'north', 'trading', 'robin', 'marine', 'ünal']) },
    { name: 'search, none finds', questions: searches(['zzqxvk', 'nobody-is-called-that', 'northzz', '@nowhere']) },
    { name: 'search, 1 or 2 letters', questions: searches(['n', 'ma', '中国', '7', 'qz']) },
    {
      name: 'search in a tab',
      questions: TURNS.flatMap((turn) => searches(['cedar', `number-${some}`, 'granite labs'], { turn })),
    },
    {
      name: 'invite state',
      questions: [...INVITE_STATES, 'none' as const].map((invite) => ask(invite, { invite, now })),
    },
    {
      name: 'owner',
      questions: [
        ...everyWay('staff-7', { owner: 'staff-7' }),
        ...everyWay('none', { owner: 'none' }),
        ...TURNS.map((turn) => ask(`staff-7 ${turn}`, { owner: 'staff-7', turn })),
      ],
    },
    {
      name: 'created, changed',
      questions: [
        ask('created last month', { created: { from: monthAgo } }),
        ask('changed last month', { changed: { from: monthAgo } }, { sort: 'since', descending: true }),
        ask('changed last month by creation', { changed: { from: monthAgo } }),
        ask('rejected last month', { changed: { from: monthAgo }, status: 'REJECTED' }),
      ],
    },
  ];
}
