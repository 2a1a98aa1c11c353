import { LIST_SORTS, orderText } from '@/lib/features/customers/customer-list.rules';
import { INVITE_STATE_TEXT, INVITE_STATES } from '@/lib/features/customers/invite-state.rules';
import { LISTED_STATUS_LABEL, LISTED_STATUSES } from '@/lib/kyb/listed-status';
import type { StaffChoice } from '@/lib/platform/auth/staff-name';
import { dateInput } from '@/lib/platform/input/date-filter';
import { Field, SelectField, type SelectOption } from '../ui/field';
import { type CustomerListQuery, orderOf } from './customer-list-query';
import { HiddenQuery } from './hidden-query';

const STATUS_OPTIONS: readonly SelectOption[] = [
  { value: '', label: 'Any status' },
  ...LISTED_STATUSES.map((status) => ({ value: status, label: LISTED_STATUS_LABEL[status] })),
];

const INVITE_OPTIONS: readonly SelectOption[] = [
  { value: '', label: 'Any' },
  { value: 'none', label: 'Not invited' },
  ...INVITE_STATES.map((state) => ({ value: state, label: INVITE_STATE_TEXT[state] })),
];

const SORT_LABELS = {
  created: ['Oldest first', 'Newest first'],
  name: ['Business, A to Z', 'Business, Z to A'],
  status: ['Status, customer’s turn first', 'Status, approved first'],
  since: ['Longest in status first', 'Shortest in status first'],
  checked: ['Longest unchecked first', 'Last checked first'],
  owner: ['Owner, A to Z', 'Owner, Z to A, nobody first'],
} as const;

const SORT_OPTIONS: readonly SelectOption[] = LIST_SORTS.flatMap((sort) => {
  const [ascending, descending] = SORT_LABELS[sort];
  return [
    { value: orderText({ sort, descending: true }), label: descending },
    { value: orderText({ sort, descending: false }), label: ascending },
  ];
});

const OWN = ['status', 'invite', 'owner', 'createdFrom', 'createdTo', 'changedFrom', 'changedTo', 'sort'] as const;

interface CustomerFiltersProps {
  readonly query: CustomerListQuery;
  readonly staff: readonly StaffChoice[];
}

/** A plain GET form: filters and order have a URL, and need no script. */
export function CustomerFilters({ query, staff }: CustomerFiltersProps) {
  const owners: readonly SelectOption[] = [
    { value: '', label: 'Anybody' },
    { value: 'me', label: 'Me' },
    { value: 'none', label: 'Nobody' },
    ...staff.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <form action="/customers" method="get" className="grid gap-3 sm:grid-cols-2">
      <HiddenQuery query={query} without={OWN} />
      <SelectField label="Status" name="status" options={STATUS_OPTIONS} defaultValue={query.status} />
      <SelectField label="Invite" name="invite" options={INVITE_OPTIONS} defaultValue={query.invite} />
      <SelectField label="Owner" name="owner" options={owners} defaultValue={query.owner} />
      <SelectField label="Order" name="sort" options={SORT_OPTIONS} defaultValue={orderText(orderOf(query))} />
      <Field
        label="Created from (UTC day)"
        name="createdFrom"
        type={dateInput(query.createdFrom)}
        defaultValue={query.createdFrom}
      />
      <Field label="Created to" name="createdTo" type={dateInput(query.createdTo)} defaultValue={query.createdTo} />
      <Field
        label="Status changed from (UTC day)"
        name="changedFrom"
        type={dateInput(query.changedFrom)}
        defaultValue={query.changedFrom}
      />
      <Field
        label="Status changed to"
        name="changedTo"
        type={dateInput(query.changedTo)}
        defaultValue={query.changedTo}
      />
      <div className="sm:col-span-2">
        <button type="submit" className="btn btn-primary">
          Apply
        </button>
      </div>
    </form>
  );
}
