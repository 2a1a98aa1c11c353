import { LIST_COLUMNS } from '@/lib/features/customers/customer-list.rules';
import { COLUMN_DEFINITIONS } from './customer-columns';
import { type CustomerListQuery, columnsOf, densityOf } from './customer-list-query';
import { HiddenQuery } from './hidden-query';

/** Columns and density, kept in the URL so that saved views include them. */
export function ColumnChooser({ query }: { readonly query: CustomerListQuery }) {
  const shown = columnsOf(query);
  const density = densityOf(query);
  return (
    <form action="/customers" method="get" className="grid gap-3">
      <HiddenQuery query={query} without={['columns', 'density']} />
      {/* Sent even if every column is unchecked, which is a valid choice. */}
      <input type="hidden" name="columns" value="none" />
      <fieldset>
        <legend className="mb-1 font-medium">Columns</legend>
        <div className="grid grid-cols-2 gap-x-4">
          {LIST_COLUMNS.map((column) => (
            <label key={column} className="flex min-h-7 items-center gap-2">
              <input type="checkbox" name="columns" value={column} defaultChecked={shown.includes(column)} />
              <span>{COLUMN_DEFINITIONS[column].label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1 font-medium">Rows</legend>
        <div className="flex flex-wrap gap-x-4">
          <label className="flex min-h-7 items-center gap-2">
            <input type="radio" name="density" value="comfortable" defaultChecked={density === 'comfortable'} />
            Comfortable
          </label>
          <label className="flex min-h-7 items-center gap-2">
            <input type="radio" name="density" value="compact" defaultChecked={density === 'compact'} />
            Compact
          </label>
        </div>
      </fieldset>
      <div>
        <button type="submit" className="btn btn-primary">
          Apply
        </button>
      </div>
    </form>
  );
}
