import { KYB_STATUSES, STATUS_RULES } from '@/lib/kyb/status';
import { LinkButton } from '../ui/button';
import { Field, SelectField, type SelectOption } from '../ui/field';
import { type CustomerListQuery, hasFilter } from './keys';

const STATUS_OPTIONS: readonly SelectOption[] = [
  { value: '', label: 'All statuses' },
  ...KYB_STATUSES.map((status) => ({ value: status, label: STATUS_RULES[status].label })),
  { value: 'UNRECOGNISED', label: 'Unrecognised' },
];

/** Search and filter as a plain GET form: the result has an address, and no script is needed. */
export function CustomerFilters({ query }: { readonly query: CustomerListQuery }) {
  return (
    <search>
      <form action="/customers" method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-56 sm:max-w-80">
          <Field
            label="Search"
            name="search"
            type="search"
            defaultValue={query.search}
            placeholder="Business or e-mail"
            maxLength={200}
            autoComplete="off"
          />
        </div>
        <div className="basis-44">
          <SelectField label="Status" name="status" options={STATUS_OPTIONS} defaultValue={query.status} />
        </div>
        <button type="submit" className="btn btn-secondary">
          Apply
        </button>
        {hasFilter(query) && (
          <LinkButton href="/customers" variant="quiet">
            Clear
          </LinkButton>
        )}
      </form>
    </search>
  );
}
