'use client';

import type { ReactNode } from 'react';
import { formatDate } from '@/lib/format';
import { LocalTime } from '../ui/local-time';
import { useHasMounted } from '../ui/use-has-mounted';

interface TimelineItem {
  readonly key: string;
  /** ISO 8601. */
  readonly at: string;
  readonly content: ReactNode;
}

/**
 * Groups items by day. A client component, because only the browser knows the viewer's time zone; the server, and a
 * browser without scripts, use UTC days.
 */
export function TimelineDays({ items }: { readonly items: readonly TimelineItem[] }) {
  const zone = useHasMounted() ? 'local' : 'utc';
  const days: { day: string; items: TimelineItem[] }[] = [];
  for (const item of items) {
    const day = formatDate(item.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return (
    <ol>
      {days.map(({ day, items: ofDay }) => (
        <li key={day}>
          <h3 className="bg-sunken px-4 py-1 text-xs font-semibold text-muted">{day}</h3>
          <ol className="divide-y divide-line">
            {ofDay.map(({ key, at, content }) => (
              <li key={key} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2 px-4 py-1.5">
                <span className="text-xs leading-5 text-muted">
                  <LocalTime at={at} as="time" />
                </span>
                <div className="min-w-0">{content}</div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
