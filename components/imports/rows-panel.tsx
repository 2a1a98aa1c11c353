import type { StatefulAction } from '@/lib/actions/action-state';
import { type ImportDetail, type ImportRow, PROBLEM_STATES, totalRows } from '@/lib/kyb/import-view';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Tabs } from '../ui/tabs';
import { CorrectionsForm } from './corrections-form';
import { type ImportRowsQuery, importHref, importResultsHref } from './import-query';
import { RowsTable } from './rows-table';

interface RowsPanelProps {
  readonly found: ImportDetail;
  readonly query: ImportRowsQuery;
  readonly rows: readonly ImportRow[];
  readonly nextAfter: number | null;
  /** Null when nothing may be corrected. */
  readonly correctAction: StatefulAction | null;
  readonly canDownload: boolean;
}

/** The rows, all or the ones with a problem, and the way to take them away. */
export function RowsPanel({ found, query, rows, nextAfter, correctAction, canDownload }: RowsPanelProps) {
  const problems = PROBLEM_STATES.reduce((sum, state) => sum + found.counts[state], 0);
  const tab = (filter: ImportRowsQuery['filter'], label: string, count: number) => ({
    href: importHref(found.id, { filter, after: 0 }),
    label,
    count,
    isCurrent: query.filter === filter,
  });
  const isCorrecting = correctAction !== null && query.filter === 'problems';
  return (
    <section className="panel" aria-label="Rows">
      <div className="flex flex-wrap items-end justify-between gap-x-4 border-b border-line px-4">
        <Tabs
          label="Rows to show"
          tabs={[tab('problems', 'With a problem', problems), tab('all', 'All rows', totalRows(found.counts))]}
        />
        {canDownload && found.state !== 'draft' && (
          <p className="flex flex-wrap gap-x-4 py-2">
            <a href={importResultsHref(found.id, 'all')} className="link inline-block py-0.5">
              Download results
            </a>
            {problems > 0 && (
              <a href={importResultsHref(found.id, 'problems')} className="link inline-block py-0.5">
                Only rows with a problem
              </a>
            )}
          </p>
        )}
      </div>
      {rows.length === 0 && <NoRows query={query} />}
      {rows.length > 0 && isCorrecting && <CorrectionsForm action={correctAction} draft={found} rows={rows} />}
      {rows.length > 0 && !isCorrecting && <RowsTable rows={rows} />}
      {(query.after > 0 || nextAfter !== null) && (
        <nav aria-label="Pages of rows" className="flex justify-end gap-2 border-t border-line p-3">
          {query.after > 0 && (
            <LinkButton href={importHref(found.id, { ...query, after: 0 })} size="sm">
              First rows
            </LinkButton>
          )}
          {nextAfter !== null && (
            <LinkButton href={importHref(found.id, { ...query, after: nextAfter })} size="sm">
              Next rows
            </LinkButton>
          )}
        </nav>
      )}
    </section>
  );
}

function NoRows({ query }: { readonly query: ImportRowsQuery }) {
  if (query.filter === 'problems')
    return (
      <EmptyState title="No row has a problem">
        <p>Every row can be used as it is, or was.</p>
      </EmptyState>
    );
  return <EmptyState title="No more rows" />;
}
