import { AUDIT_EVENT_TEXT, AUDIT_EVENTS, OUTCOME_TEXT, OUTCOMES } from '@/lib/platform/audit/audit-events';
import { dateInput } from '@/lib/platform/input/date-filter';
import { LinkButton } from '../ui/button';
import { Field, SelectField, type SelectOption } from '../ui/field';
import { type ActivityQuery, hasActivityFilter } from './activity-query';

const EVENT_OPTIONS: readonly SelectOption[] = [
  { value: '', label: 'Everything' },
  ...AUDIT_EVENTS.map((act) => ({ value: act, label: AUDIT_EVENT_TEXT[act] })),
];

const OUTCOME_OPTIONS: readonly SelectOption[] = [
  { value: '', label: 'Any outcome' },
  ...OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_TEXT[outcome] })),
];

/** A plain GET form: filters have a URL to share, and need no script. */
export function ActivityFilters({ query }: { readonly query: ActivityQuery }) {
  return (
    <search>
      <form
        action="/activity"
        method="get"
        className="grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-[repeat(4,minmax(0,1fr))_9.5rem_9.5rem_auto]"
      >
        <SelectField label="What" name="act" options={EVENT_OPTIONS} defaultValue={query.act} />
        <SelectField label="Outcome" name="outcome" options={OUTCOME_OPTIONS} defaultValue={query.outcome} />
        <Field label="Who" name="actor" defaultValue={query.actor} placeholder="Part of an address" maxLength={200} />
        <Field label="Customer id" name="customer" defaultValue={query.customer} maxLength={64} spellCheck={false} />
        <Field label="From (UTC day)" name="from" type={dateInput(query.from)} defaultValue={query.from} />
        <Field label="To (UTC day)" name="to" type={dateInput(query.to)} defaultValue={query.to} />
        <div className="col-span-2 flex gap-2 md:col-span-1">
          <button type="submit" className="btn btn-secondary">
            Apply
          </button>
          {hasActivityFilter(query) && (
            <LinkButton href="/activity" variant="quiet">
              Clear
            </LinkButton>
          )}
        </div>
      </form>
    </search>
  );
}
