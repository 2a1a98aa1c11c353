/**
 * Merges fresh data into a list that is being read: values change in place; rows never move, appear or disappear.
 * Everything else is counted, and the reader decides when to reload.
 */
import type { CustomerListItem } from '@/lib/features/customers/customer-view.rules';

export interface MergedRows {
  /** Same ids in the same order as before. */
  readonly rows: readonly CustomerListItem[];
  /** Customers whose rows changed visibly. */
  readonly changed: readonly CustomerListItem[];
  /** Customers of the fresh page that are not on screen. */
  readonly newCount: number;
  /** Rows on screen that the fresh page no longer holds. */
  readonly goneIds: readonly string[];
}

export function mergeRows(shown: readonly CustomerListItem[], fresh: readonly CustomerListItem[]): MergedRows {
  const freshById = new Map(fresh.map((item) => [item.id, item]));
  const changed: CustomerListItem[] = [];
  const goneIds: string[] = [];
  const rows = shown.map((row) => {
    const next = freshById.get(row.id);
    if (next === undefined) goneIds.push(row.id);
    if (next === undefined || isOlder(next, row)) return row;
    if (saysSomethingElse(row, next)) changed.push(next);
    return next;
  });
  const shownIds = new Set(shown.map((row) => row.id));
  const newCount = [...freshById.keys()].filter((id) => !shownIds.has(id)).length;
  return { rows, changed, newCount, goneIds };
}

/** Late or cached responses must not overwrite newer values. */
function isOlder(next: CustomerListItem, row: CustomerListItem): boolean {
  if (next.observedAt === null || row.observedAt === null) return false;
  return Date.parse(next.observedAt) < Date.parse(row.observedAt);
}

const CONTENT = ['status', 'creation', 'businessName', 'email', 'flaggedCount', 'hasUsedLink', 'inviteState'] as const;

/** A later observation of the same content is no change. */
function saysSomethingElse(row: CustomerListItem, next: CustomerListItem): boolean {
  return CONTENT.some((key) => row[key] !== next[key]);
}
