'use client';

import { useSyncExternalStore } from 'react';
import { formatDate, formatDateTime, formatDuration, formatRelative, formatTime } from '@/lib/format';

interface LocalTimeProps {
  /** ISO 8601. */
  readonly at: string;
  /** `age`: how long ago, in its largest unit. */
  readonly as?: 'time' | 'date' | 'date-time' | 'relative' | 'age';
}

const MINUTE_MS = 60_000;

/** One timer for all times on a page; it stops with the last of them. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, MINUTE_MS / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The current half minute, so that the snapshot is stable between two renders. */
const now = () => Math.ceil(Date.now() / (MINUTE_MS / 2)) * (MINUTE_MS / 2);
const onServer = () => null;

/**
 * An instant in the viewer's own zone. The server, which does not know the zone, writes UTC and says so; the browser
 * replaces it after hydration. The full instant in UTC stays in the title.
 */
export function LocalTime({ at, as = 'date-time' }: LocalTimeProps) {
  const nowMs = useSyncExternalStore(subscribe, now, onServer);
  return (
    <time dateTime={at} title={formatDateTime(at, 'utc')} className="whitespace-nowrap">
      {nowMs === null ? serverText(at, as) : localText(at, as, nowMs)}
    </time>
  );
}

function serverText(at: string, as: LocalTimeProps['as']): string {
  if (as === 'time') return formatTime(at, 'utc');
  if (as === 'date' || as === 'age') return formatDate(at, 'utc');
  return formatDateTime(at, 'utc');
}

function localText(at: string, as: LocalTimeProps['as'], nowMs: number): string {
  if (as === 'time') return formatTime(at, 'local');
  if (as === 'date') return formatDate(at, 'local');
  if (as === 'relative') return formatRelative(at, nowMs);
  if (as === 'age') return formatDuration(nowMs - Date.parse(at));
  return formatDateTime(at, 'local');
}
