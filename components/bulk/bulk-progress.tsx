'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { completionOf, type BulkProgress as Progress, totalOf } from '@/lib/features/bulk/bulk-view.rules';
import { formatCount } from '@/lib/format';

const ASK_MS = 1_000;
/** Rows are refreshed by rendering the page, which counts as activity: so only for five minutes, and at the end. */
const ROWS_EVERY_MS = 4_000;
const ROWS_FOR_MS = 5 * 60_000;
const QUARTERS = 4;

interface BulkProgressProps {
  readonly runId: string;
  readonly progress: Progress;
}

/** Polls a run's progress while the page is visible, and renders the page again when the run ends. */
export function BulkProgress({ runId, progress: rendered }: BulkProgressProps) {
  const router = useRouter();
  const [latest, setLatest] = useState<Progress | null>(null);
  const [isSilent, setIsSilent] = useState(false);
  const progress = latest !== null && completionOf(latest.counts) > completionOf(rendered.counts) ? latest : rendered;
  const settled = completionOf(progress.counts);
  const total = totalOf(progress.counts);

  const ask = useEffectEvent(async (openForMs: number, sinceRowsMs: number): Promise<'rows' | null> => {
    if (document.hidden) return null;
    const next = await fetchProgress(runId);
    setIsSilent(next === null);
    if (next === null) return null;
    setLatest(next);
    const isOver = next.state !== 'running';
    const areRowsDue = sinceRowsMs >= ROWS_EVERY_MS && openForMs < ROWS_FOR_MS;
    if (!isOver && !areRowsDue) return null;
    router.refresh();
    return 'rows';
  });
  useEffect(() => {
    const openedAt = Date.now();
    let rowsAt = openedAt;
    let isUnderWay = false;
    const timer = setInterval(async () => {
      if (isUnderWay) return;
      isUnderWay = true;
      const brought = await ask(Date.now() - openedAt, Date.now() - rowsAt);
      if (brought === 'rows') rowsAt = Date.now();
      isUnderWay = false;
    }, ASK_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <div className="grid gap-2">
      <progress className="h-3 w-full accent-accent" max={total} value={settled} aria-label="Progress" />
      <p>
        <span>{`${formatCount(settled)} of ${formatCount(total)}`}</span>
        {isSilent && <span className="text-attention"> The portal does not answer; this may be out of date.</span>}
      </p>
      <p role="status" className="sr-only">
        {toAnnouncement(settled, total)}
      </p>
    </div>
  );
}

/** Changes only four times per run, to keep screen readers quiet. */
function toAnnouncement(settled: number, total: number): string {
  const quarter = total === 0 ? 0 : Math.floor((settled / total) * QUARTERS);
  return quarter === 0 ? '' : `${(quarter * 100) / QUARTERS} % done`;
}

async function fetchProgress(runId: string): Promise<Progress | null> {
  try {
    const response = await fetch(`/api/bulk/${runId}`, { cache: 'no-store' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
