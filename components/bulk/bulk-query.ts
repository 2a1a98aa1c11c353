/** URL parameters of a run's page: which of its customers are shown. */
import type { BulkRunView } from '@/lib/features/bulk/bulk-view.rules';
import type { ItemState } from '@/lib/platform/db/column-values';

const VIEWS = {
  all: ['ready', 'working', 'done', 'skipped', 'failed'],
  able: ['ready', 'working'],
  done: ['done'],
  failed: ['failed'],
  left_out: ['skipped'],
} as const satisfies Readonly<Record<string, readonly ItemState[]>>;

export type BulkViewName = keyof typeof VIEWS;

export interface BulkQuery {
  readonly show: BulkViewName;
  readonly after: number;
}

function isViewName(text: string): text is BulkViewName {
  return Object.hasOwn(VIEWS, text);
}

export function toBulkQuery(params: Readonly<Record<string, string | string[] | undefined>>): BulkQuery {
  const show = typeof params.show === 'string' && isViewName(params.show) ? params.show : 'all';
  const after = Number(params.after ?? -1);
  return { show, after: Number.isInteger(after) && after >= -1 && after <= 1e6 ? after : -1 };
}

export function statesOf(show: BulkViewName): readonly ItemState[] {
  return VIEWS[show];
}

export function bulkHref(runId: string, { show, after }: BulkQuery): string {
  const params = new URLSearchParams();
  if (show !== 'all') params.set('show', show);
  if (after >= 0) params.set('after', String(after));
  return `/customers/bulk/${runId}${params.size > 0 ? `?${params}` : ''}`;
}

/** Returns the views that are not empty, with their counts. */
export function viewsOf({ counts, state }: Pick<BulkRunView, 'counts' | 'state'>) {
  const views = (Object.keys(VIEWS) as BulkViewName[]).map((show) => ({
    show,
    label: labelOf(show, state),
    count: VIEWS[show].reduce((sum, each) => sum + counts[each], 0),
  }));
  return views.filter(({ show, count }) => show === 'all' || count > 0);
}

function labelOf(show: BulkViewName, state: BulkRunView['state']): string {
  switch (show) {
    case 'all':
      return 'All';
    case 'able':
      return state === 'draft' ? 'Can be done' : 'To do';
    case 'done':
      return 'Done';
    case 'failed':
      return 'Failed';
    case 'left_out':
      return 'Left out';
  }
}
