import { showSubmission } from '@/lib/features/imports/import-input.rules';
import { type ImportDetail, type ImportRow, PROBLEM_STATES, totalRows } from '@/lib/features/imports/import-view.rules';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { SubmitButton } from '../ui/submit-button';
import { Tabs } from '../ui/tabs';
import { CorrectionFields } from './correction-fields';
import { type ImportRowsQuery, importHref, importResultsHref } from './import-query';
import { RowsTable } from './rows-table';

interface RowsPanelProps {
  readonly found: ImportDetail;
  readonly query: ImportRowsQuery;
  readonly rows: readonly ImportRow[];
  readonly nextAfter: number | null;
  /** Whether the panel is inside a draft's form. */
  readonly isDraft: boolean;
  readonly canDownload: boolean;
}

/** All rows or those with a problem, and their download. */
export function RowsPanel({ found, query, rows, nextAfter, isDraft, canDownload }: RowsPanelProps) {
  const problems = PROBLEM_STATES.reduce((sum, state) => sum + found.counts[state], 0);
  const tab = (filter: ImportRowsQuery['filter'], label: string, count: number) => ({
    href: importHref(found.id, { filter, after: 0 }),
    label,
    count,
    isCurrent: query.filter === filter,
    // In a draft the tab submits the form, which saves what was typed.
    button: isDraft ? { name: 'press', value: showSubmission(filter, 0) } : undefined,
  });
  const isCorrecting = isDraft && query.filter === 'problems';
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
      {rows.length > 0 && isCorrecting && <CorrectionFields draft={found} rows={rows} />}
      {rows.length > 0 && !isCorrecting && <RowsTable rows={rows} />}
      {(query.after > 0 || nextAfter !== null) && (
        <nav aria-label="Pages of rows" className="flex justify-end gap-2 border-t border-line p-3">
          {query.after > 0 && (
            <RowsButton id={found.id} to={{ ...query, after: 0 }} isDraft={isDraft} label="First rows" />
          )}
          {nextAfter !== null && (
            <RowsButton id={found.id} to={{ ...query, after: nextAfter }} isDraft={isDraft} label="Next rows" />
          )}
        </nav>
      )}
    </section>
  );
}

interface RowsButtonProps {
  readonly id: string;
  readonly to: ImportRowsQuery;
  readonly isDraft: boolean;
  readonly label: string;
}

function RowsButton({ id, to, isDraft, label }: RowsButtonProps) {
  if (!isDraft)
    return (
      <LinkButton href={importHref(id, to)} size="sm">
        {label}
      </LinkButton>
    );
  return (
    <SubmitButton name="press" value={showSubmission(to.filter, to.after)} variant="secondary" size="sm">
      {label}
    </SubmitButton>
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
