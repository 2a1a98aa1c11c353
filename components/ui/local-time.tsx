'use client';

import { useSyncExternalStore } from 'react';
import { formatAge, formatDate, formatDateTime, formatRelative, formatTime } from '@/lib/format';

interface LocalTimeProps {
  /** ISO 8601. */
  readonly at: string;
  /** `age`: how long ago, in its largest unit. */
  readonly as?: 'time' | 'date' | 'date-time' | 'relative' | 'age';
}

/** Times are shown to the minute. */
const TICK_MS = 5_000;

/** One timer for all times on a page; it stops with the last of them. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * An instant in the viewer's time zone. The server renders UTC and says so; the browser replaces it after hydration.
 * The title keeps the full instant in UTC.
 */
export function LocalTime({ at, as = 'date-time' }: LocalTimeProps) {
  // The snapshot is the text itself, so a tick renders only if the text changes.
  const text = useSyncExternalStore(
    subscribe,
    () => localText(at, as),
    () => serverText(at, as),
  );
  return (
    <time dateTime={at} title={formatDateTime(at, 'utc')} className="whitespace-nowrap">
      {text}
    </time>
  );
}

function serverText(at: string, as: LocalTimeProps['as']): string {
  if (as === 'time') return formatTime(at, 'utc');
  if (as === 'date' || as === 'age') return formatDate(at, 'utc');
  return formatDateTime(at, 'utc');
}

function localText(at: string, as: LocalTimeProps['as']): string {
  if (as === 'time') return formatTime(at, 'local');
  if (as === 'date') return formatDate(at, 'local');
  if (as === 'relative') return formatRelative(at, Date.now());
  if (as === 'age') return formatAge(Date.now() - Date.parse(at));
  return formatDateTime(at, 'local');
}
