import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { BulkItemsTable } from '@/components/bulk/bulk-items-table';
import { type BulkQuery, bulkHref, statesOf, toBulkQuery, viewsOf } from '@/components/bulk/bulk-query';
import { RunSummary } from '@/components/bulk/run-summary';
import { EmptyState } from '@/components/ui/empty-state';
import { LocalTime } from '@/components/ui/local-time';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import {
  discardBulkRunAction,
  resumeBulkRunAction,
  startBulkRunAction,
  stopBulkRunAction,
  undoBulkRunAction,
} from '@/lib/features/bulk/actions';
import { runIdInput } from '@/lib/features/bulk/bulk-input.rules';
import { BULK_ACTION_COPY, type BulkRunView } from '@/lib/features/bulk/bulk-view.rules';
import { readBulkRun } from '@/lib/features/bulk/read-bulk-runs';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

const ACTIONS = {
  start: startBulkRunAction,
  stop: stopBulkRunAction,
  resume: resumeBulkRunAction,
  undo: undoBulkRunAction,
  discard: discardBulkRunAction,
};

type Props = PageProps<'/customers/bulk/[runId]'>;

/** Cached for metadata and page. Not found for viewers. */
const load = cache(async (runId: string, show: BulkQuery['show'], after: number) => {
  const scope = await requireScope(`/customers/bulk/${encodeURIComponent(runId)}`);
  if (!can(scope.role, 'run_bulk') || !runIdInput.safeParse({ runId }).success) notFound();
  const page = await readBulkRun(scope, runId, { states: statesOf(show), after });
  if (!page) notFound();
  return { query: { show, after }, ...page };
});

async function loadFor({ params, searchParams }: Props) {
  const [{ runId }, given] = await Promise.all([params, searchParams]);
  const { show, after } = toBulkQuery(given);
  return load(runId, show, after);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: titleOf((await loadFor(props)).run) };
}

function titleOf(run: BulkRunView): string {
  const { title } = BULK_ACTION_COPY[run.act];
  return run.state === 'draft' ? `${title}: dry run` : title;
}

export default async function BulkRunPage(props: Props) {
  const { run, items, nextAfter, query } = await loadFor(props);
  return (
    <>
      <PageHeader title={titleOf(run)} back={{ href: '/customers/bulk', label: 'Acts on many customers' }}>
        <span>{`${run.startedAt === null ? 'Chosen by' : 'Started by'} ${run.byName}, `}</span>
        <LocalTime at={run.startedAt ?? run.createdAt} />
        {run.finishedAt !== null && (
          <span>
            ; over <LocalTime at={run.finishedAt} />
          </span>
        )}
      </PageHeader>
      <RunSummary run={run} actions={ACTIONS} />
      <Tabs
        label="Customers of this run"
        tabs={viewsOf(run).map(({ show, label, count }) => ({
          href: bulkHref(run.id, { show, after: -1 }),
          label,
          count,
          isCurrent: show === query.show,
        }))}
      />
      <div className="panel">
        {items.length > 0 ? (
          <BulkItemsTable items={items} state={run.state} />
        ) : (
          <EmptyState title="Nobody here">
            <p>No customer of this run is in this state any more.</p>
          </EmptyState>
        )}
      </div>
      <Pagination
        label="Customers of this run"
        newerHref={query.after >= 0 ? bulkHref(run.id, { ...query, after: -1 }) : null}
        newerLabel="First"
        olderHref={nextAfter === null ? null : bulkHref(run.id, { ...query, after: nextAfter })}
        olderLabel="Next"
      />
    </>
  );
}
