/** Flagged items over time. They have no identity of their own upstream, so they are the same when they say the same. */

import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import type { TimelineEntry } from './timeline.rules';

export function isSameItem(a: FlaggedItem, b: FlaggedItem): boolean {
  return a.about === b.about && a.name === b.name && a.reason === b.reason && a.description === b.description;
}

/** More than this is history, which the timeline tells. */
const MOST = 20;

/** What 1Money asked for earlier and asks for no longer, the latest first, each once. */
export function resolvedItems(
  timeline: readonly TimelineEntry[],
  current: readonly FlaggedItem[],
): readonly FlaggedItem[] {
  const resolved: FlaggedItem[] = [];
  for (const entry of timeline) {
    if (entry.kind !== 'observation') continue;
    for (const { isResolved: _, ...item } of entry.flaggedItems) {
      const isKnown = [...current, ...resolved].some((other) => isSameItem(other, item));
      if (!isKnown && resolved.length < MOST) resolved.push(item);
    }
  }
  return resolved;
}
