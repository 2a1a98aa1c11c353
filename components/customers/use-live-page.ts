import { useRef, useState } from 'react';
import useSWR from 'swr';
import { useChanges } from '@/components/realtime/use-changes';
import { useTabCount } from '@/components/realtime/use-tab-count';
import type { CustomerListItem, CustomerPage } from '@/lib/features/customers/customer-view.rules';
import { pluralise } from '@/lib/format';
import { statusText } from '@/lib/kyb/status';
import { mergeRows } from './merge-rows';
import { beginShowing, type FetchedPage, type Shown } from './shown-page';

/** Slow poll while SSE is connected: upstream outages are not pushed. */
const REFRESH_WHILE_SUBSCRIBED_MS = 30_000;
const REFRESH_MS = 10_000;

export type LiveProblem = { readonly kind: 'signed_out' } | { readonly kind: 'stale'; readonly since: string };

export interface LivePage {
  readonly current: Shown;
  readonly problem: LiveProblem | null;
}

const SIGNED_OUT = 'signed out';

async function fetchPage(key: string, reason: 'pushed' | 'refresh'): Promise<FetchedPage> {
  const headers = { accept: 'application/json', 'x-reason': reason };
  const response = await fetch(key, { headers, cache: 'no-store' });
  if (!response.ok) throw new Error(response.status === 401 ? SIGNED_OUT : 'no answer');
  return { ...(await response.json()), at: new Date().toISOString() };
}

function apply(shown: Shown, fetched: FetchedPage): Shown {
  const merged = mergeRows(shown.rows, fetched.items);
  return {
    base: shown.base,
    last: fetched,
    asOf: fetched.at ?? shown.asOf,
    rows: merged.rows,
    tabs: fetched.tabs,
    upstream: fetched.upstream,
    updatedIds: new Set([...shown.updatedIds, ...merged.changed.map((item) => item.id)]),
    goneIds: new Set(merged.goneIds),
    newCount: merged.newCount,
    announcement: merged.changed.length > 0 ? announce(merged.changed) : shown.announcement,
    news: shown.news + merged.changed.length + Math.max(0, merged.newCount - shown.newCount),
  };
}

function announce(changed: readonly CustomerListItem[]): string {
  const [first] = changed;
  if (changed.length > 1 || first === undefined) return `${pluralise(changed.length, 'customer')} updated.`;
  return `${first.businessName} updated: ${statusText(first.status)}.`;
}

/** Keeps a server-rendered page fresh: on pushed changes, by polling while visible, and on window focus. */
export function useLivePage(page: CustomerPage, key: string): LivePage {
  const isPushed = useRef(false);
  const fetchWithReason = (asked: string) => {
    const reason = isPushed.current ? 'pushed' : 'refresh';
    isPushed.current = false;
    return fetchPage(asked, reason);
  };
  const isSubscribed = useChanges({
    look: () => {
      isPushed.current = true;
      void mutate();
    },
  });
  const { data, error, mutate } = useSWR<FetchedPage, unknown>(key, fetchWithReason, {
    fallbackData: page,
    refreshInterval: isSubscribed ? REFRESH_WHILE_SUBSCRIBED_MS : REFRESH_MS,
    // Shows a lost connection as a stale list.
    refreshWhenOffline: true,
    revalidateOnMount: false,
    shouldRetryOnError: false,
  });
  const [shown, setShown] = useState(() => beginShowing(page, data));

  // Derived while rendering and not in an effect, so that a new server render applies at once and each response is
  // merged once. A response that predates the page is skipped.
  let current = shown;
  if (current.base !== page) current = beginShowing(page, data);
  if (data !== undefined && data !== current.last) current = apply(current, data);
  if (current !== shown) setShown(current);
  useTabCount(current.news);

  return { current, problem: toProblem(error, current.asOf) };
}

function toProblem(error: unknown, since: string): LiveProblem | null {
  if (error === undefined) return null;
  return error instanceof Error && error.message === SIGNED_OUT ? { kind: 'signed_out' } : { kind: 'stale', since };
}
