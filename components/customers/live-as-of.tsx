'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useChanges } from '@/components/realtime/use-changes';
import { useTabCount } from '@/components/realtime/use-tab-count';
import type { CustomerListItem, UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { statusText } from '@/lib/kyb/status';
import { type FreshCustomer, fingerprint } from './fingerprint';
import { StatusAsOf } from './status-as-of';

/** Slow poll while SSE is connected: outages of 1Money or the portal are not pushed. */
const ASK_WHILE_SUBSCRIBED_MS = 30_000;
const ASK_MS = 10_000;
/** Faster, because the person is waiting for the creation. */
const ASK_WHILE_CONFIRMING_MS = 4_000;

interface LiveAsOfProps {
  readonly customer: Pick<CustomerListItem, 'id' | 'status' | 'creation' | 'observedAt' | 'observedBy'>;
  readonly upstream: UpstreamHealth;
  /** Fingerprint of what the page shows. */
  readonly shownFingerprint: string;
}

type Fetched = FreshCustomer | 'signed_out' | 'no_answer';

const PROBLEM_TEXT = {
  signed_out: 'You are signed out: this page is no longer updated.',
  no_answer: 'The portal does not answer: this page is not up to date.',
} as const;

/**
 * Keeps the "as of" line current and refreshes the page when its content has changed. Polls the API instead of
 * rendering the page, which would count as activity: a forgotten tab must not keep its session alive.
 */
export function LiveAsOf({ customer, upstream, shownFingerprint }: LiveAsOfProps) {
  const router = useRouter();
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const [changes, setChanges] = useState(0);
  const lastAnnounced = useRef(shownFingerprint);
  useTabCount(changes);

  const look = async () => {
    const next = await ask(customer.id);
    setFetched(next);
    if (typeof next === 'string') return;
    const nextFingerprint = fingerprint(next);
    if (nextFingerprint === shownFingerprint) return;
    router.refresh();
    if (nextFingerprint === lastAnnounced.current) return;
    lastAnnounced.current = nextFingerprint;
    setChanges((count) => count + 1);
    const { status, creation } = next.customer;
    if (status !== customer.status || creation !== customer.creation)
      setAnnouncement(`The status has changed: ${statusText(status)}.`);
  };
  const isSubscribed = useChanges({ look, concerns: (customerId) => customerId === customer.id });
  const isConfirming = customer.creation === 'confirming';
  useAsking(look, isConfirming ? ASK_WHILE_CONFIRMING_MS : isSubscribed ? ASK_WHILE_SUBSCRIBED_MS : ASK_MS);

  const shown = latest(customer, fetched);
  const problem = typeof fetched === 'string' ? fetched : null;
  return (
    <span className="flex flex-wrap gap-x-1 text-xs text-muted">
      <span>{shown.observedAt ? 'As of' : 'Status'}</span>
      <StatusAsOf {...shown} isAway={upstream.state !== 'ok' || problem !== null} />
      {problem && <span className="text-attention">{PROBLEM_TEXT[problem]}</span>}
      <span role="status" className="sr-only">
        {announcement}
      </span>
    </span>
  );
}

async function ask(customerId: string): Promise<Fetched> {
  try {
    const response = await fetch(`/api/customers/${customerId}`, { cache: 'no-store' });
    if (response.status === 401) return 'signed_out';
    return response.ok ? await response.json() : 'no_answer';
  } catch {
    return 'no_answer';
  }
}

/** Returns the later of the rendered and the fetched observation. */
function latest({ observedAt, observedBy }: LiveAsOfProps['customer'], fetched: Fetched | null) {
  const rendered = { observedAt, observedBy };
  if (fetched === null || typeof fetched === 'string' || fetched.customer.observedAt === null) return rendered;
  const isLater = observedAt === null || Date.parse(fetched.customer.observedAt) > Date.parse(observedAt);
  return isLater ? { observedAt: fetched.customer.observedAt, observedBy: fetched.customer.observedBy } : rendered;
}

/** Polls while the page is visible, and when it becomes visible if a poll is due. */
function useAsking(look: () => void, everyMs: number): void {
  const lookNow = useEffectEvent(look);
  useEffect(() => {
    let lastAt = Date.now();
    const askIfDue = () => {
      if (document.hidden || Date.now() - lastAt < everyMs) return;
      lastAt = Date.now();
      lookNow();
    };
    const timer = setInterval(askIfDue, everyMs / 2);
    document.addEventListener('visibilitychange', askIfDue);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfDue);
    };
  }, [everyMs]);
}
