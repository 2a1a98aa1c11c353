import { type Period, PRESET_DAYS } from '@/lib/features/overview/period.rules';
import { Field } from '../ui/field';
import { Tabs } from '../ui/tabs';
import { presetHref } from './overview-query';

/** Links and a plain GET form: a period has a URL, and needs no script. */
export function PeriodPicker({ period }: { readonly period: Period }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <Tabs
        label="Period"
        tabs={PRESET_DAYS.map((days) => ({
          href: presetHref(days),
          label: `${days} days`,
          isCurrent: period.preset === days,
        }))}
      />
      <form action="/overview" method="get" className="flex flex-wrap items-end gap-3">
        <Field label="From (UTC day)" name="from" type="date" defaultValue={period.from} required />
        <Field label="To (UTC day)" name="to" type="date" defaultValue={period.to} required />
        <button type="submit" className="btn btn-secondary">
          Apply
        </button>
      </form>
    </div>
  );
}
