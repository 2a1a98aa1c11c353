import type { ReactNode } from 'react';
import type { SavedView } from '@/lib/features/saved-views/rules';
import type { StaffChoice } from '@/lib/platform/auth/staff-name';
import { AppLink } from '../ui/app-link';
import { ChevronDownIcon } from '../ui/icons';
import { ColumnChooser } from './column-chooser';
import { CustomerFilters } from './customer-filters';
import { type CustomerListQuery, savedQuery } from './customer-list-query';
import { FilterChips } from './filter-chips';
import { HiddenQuery } from './hidden-query';
import { SearchBox } from './search-box';

interface ListToolbarProps {
  readonly query: CustomerListQuery;
  readonly staff: readonly StaffChoice[];
  readonly views: readonly SavedView[];
}

/** Search, filters, columns and views. Rendered by the server; only the search needs a script. */
export function ListToolbar({ query, staff, views }: ListToolbarProps) {
  return (
    <search className="grid gap-3">
      <div className="list-tools">
        <SearchBox query={query}>
          <HiddenQuery query={query} without={['search']} />
        </SearchBox>
        <Menu label="Filter and sort">
          <CustomerFilters query={query} staff={staff} />
        </Menu>
        <Menu label="Columns">
          <ColumnChooser query={query} />
        </Menu>
        <Menu label="Views">
          <ViewList views={views} query={query} />
        </Menu>
      </div>
      <FilterChips query={query} staff={staff} />
    </search>
  );
}

/** The browser keeps at most one menu open. */
function Menu({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <details name="list-menu" className="menu">
      <summary className="btn btn-secondary">
        <span>{label}</span>
        <ChevronDownIcon className="size-3.5" />
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

function ViewList({ views, query }: { readonly views: readonly SavedView[]; readonly query: CustomerListQuery }) {
  const current = savedQuery(query);
  return (
    <div className="grid gap-2">
      {views.length === 0 && <p className="text-muted">No view has been saved yet.</p>}
      {views.length > 0 && (
        <ul>
          {views.map((view) => (
            <li key={view.id}>
              <AppLink
                href={`/customers?${view.query}`}
                className="link inline-block py-1"
                aria-current={view.query === current ? 'page' : undefined}
              >
                {view.name}
              </AppLink>
              {view.isDefault && <span className="text-xs text-muted"> Your default.</span>}
              {view.isShared && (
                <span className="text-xs text-muted">{view.isOwn ? ' Shared.' : ` Shared by ${view.ownerName}.`}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <AppLink
        href={current === '' ? '/customers/views' : `/customers/views?query=${encodeURIComponent(current)}`}
        className="btn btn-secondary"
      >
        Save this view…
      </AppLink>
    </div>
  );
}
