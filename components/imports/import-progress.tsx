'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  aboutText,
  openRows,
  type ImportProgress as Progress,
  totalRows,
} from '@/lib/features/imports/import-view.rules';
import { formatCount, pluralise } from '@/lib/format';

const ASK_MS = 2_000;

type Fetched = Progress | 'gone' | 'no_answer';

/** Polls a running import; when its state changes, the server renders the page again. */
export function ImportProgress({ progress }: { readonly progress: Progress }) {
  const router = useRouter();
  const [fetched, setFetched] = useState<Fetched>(progress);
  const current = typeof fetched === 'string' ? progress : fetched;

  const isAsking = useRef(false);
  const look = useEffectEvent(async () => {
    // No second request while the portal is slow.
    if (document.hidden || isAsking.current) return;
    isAsking.current = true;
    const next = await ask(progress.id);
    isAsking.current = false;
    setFetched(next);
    if (typeof next !== 'string' && next.state === progress.state && next.note === progress.note) return;
    if (next !== 'no_answer') router.refresh();
  });
  const isMoving = progress.state === 'running' || progress.counts.working > 0;
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(look, ASK_MS);
    return () => clearInterval(timer);
  }, [isMoving]);

  const total = totalRows(current.counts);
  const done = total - openRows(current.counts);
  return (
    <div className="grid gap-2">
      <progress value={done} max={Math.max(total, 1)} aria-label="Rows done" className="progress">
        {`${done} of ${total}`}
      </progress>
      <p>
        <span>{`${formatCount(done)} of ${pluralise(total, 'row')} done`}</span>
        {current.state === 'running' && current.remainingMs !== null && (
          <span>{`, ${aboutText(current.remainingMs)} left`}</span>
        )}
      </p>
      {fetched === 'no_answer' && (
        <p className="text-attention">The portal does not answer: this is not up to date. The import itself goes on.</p>
      )}
      {isMoving && (
        <noscript>
          <a href={`/customers/import/${progress.id}`} className="btn btn-secondary btn-sm">
            Look again
          </a>
        </noscript>
      )}
    </div>
  );
}

async function ask(importId: string): Promise<Fetched> {
  try {
    const response = await fetch(`/api/imports/${importId}`, { cache: 'no-store' });
    if (response.status === 401 || response.status === 404) return 'gone';
    return response.ok ? await response.json() : 'no_answer';
  } catch {
    return 'no_answer';
  }
}
