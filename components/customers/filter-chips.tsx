import { INVITE_STATE_TEXT, INVITE_STATES } from '@/lib/features/customers/invite-state.rules';
import { LISTED_STATUS_LABEL, LISTED_STATUSES } from '@/lib/kyb/listed-status';
import type { StaffChoice } from '@/lib/platform/auth/staff-name';
import { AppLink } from '../ui/app-link';
import { CloseIcon } from '../ui/icons';
import { type CustomerListQuery, changedHref, clearedHref, hasFilter } from './customer-list-query';

interface FilterChipsProps {
  readonly query: CustomerListQuery;
  readonly staff: readonly StaffChoice[];
}

/** The active filters, each with a link that removes it. */
export function FilterChips({ query, staff }: FilterChipsProps) {
  if (!hasFilter(query)) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {toChips(query, staff).map(({ text, without }) => (
        <li key={text}>
          <AppLink href={withoutHref(query, without)} className="chip">
            <span className="sr-only">Remove the filter </span>
            <span>{text}</span>
            <CloseIcon className="size-3.5" />
          </AppLink>
        </li>
      ))}
      <li>
        <AppLink href={clearedHref(query)} className="link inline-block py-0.5">
          Clear all
        </AppLink>
      </li>
    </ul>
  );
}

interface Chip {
  readonly text: string;
  readonly without: readonly (keyof CustomerListQuery)[];
}

/** Always keeps `tab` in the URL: without any parameter the default view would apply. */
function withoutHref(query: CustomerListQuery, names: Chip['without']): string {
  const gone = Object.fromEntries(names.map((name) => [name, '']));
  return changedHref(query, { tab: query.tab || 'all', ...gone });
}

function toChips(query: CustomerListQuery, staff: readonly StaffChoice[]): readonly Chip[] {
  const status = LISTED_STATUSES.find((known) => known === query.status);
  const invite = INVITE_STATES.find((known) => known === query.invite);
  const all: readonly (Chip | null)[] = [
    query.search ? { text: `“${query.search}”`, without: ['search'] } : null,
    query.status
      ? { text: `Status: ${status ? LISTED_STATUS_LABEL[status] : query.status}`, without: ['status'] }
      : null,
    query.invite ? { text: `Invite: ${invite ? INVITE_STATE_TEXT[invite] : 'none'}`, without: ['invite'] } : null,
    query.owner ? { text: `Owner: ${ownerText(query.owner, staff)}`, without: ['owner'] } : null,
    period('Created', query.createdFrom, query.createdTo, ['createdFrom', 'createdTo']),
    period('Status changed', query.changedFrom, query.changedTo, ['changedFrom', 'changedTo']),
  ];
  return all.filter((chip) => chip !== null);
}

function ownerText(owner: string, staff: readonly StaffChoice[]): string {
  if (owner === 'me') return 'me';
  return owner === 'none' ? 'nobody' : (staff.find(({ id }) => id === owner)?.name ?? 'somebody unknown');
}

function period(what: string, from: string, to: string, without: Chip['without']): Chip | null {
  if (from === '' && to === '') return null;
  if (to === '') return { text: `${what} from ${from}`, without };
  return { text: from === '' ? `${what} up to ${to}` : `${what} from ${from} to ${to}`, without };
}
