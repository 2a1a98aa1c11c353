import { Badge } from '@/components/ui/badge';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';

interface ItemWords {
  readonly company: string;
  readonly person: string;
  readonly noWords: string;
}

/** For staff; customers get texts in their language. */
const WORDS: ItemWords = { company: 'The company', person: 'A person', noWords: '1Money gave no further words.' };

interface FlaggedItemsProps {
  readonly items: readonly FlaggedItem[];
  /** Items that upstream no longer lists; shown to staff only. */
  readonly resolved?: readonly FlaggedItem[];
  readonly words?: ItemWords;
}

/**
 * What upstream wants corrected: its own words, language and text direction, as plain text. Renders nothing without
 * items.
 */
export function FlaggedItems({ items, resolved = [], words = WORDS }: FlaggedItemsProps) {
  if (items.length + resolved.length === 0) return null;
  return (
    <ul className="divide-y divide-line">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own and are never reordered
        <li key={index} className="px-4 py-3">
          <p dir="auto" className="font-semibold wrap-anywhere">
            {item.name ?? words[item.about]}
          </p>
          {item.reason && (
            <p dir="auto" className="wrap-anywhere">
              {item.reason}
            </p>
          )}
          {item.description && (
            <p dir="auto" className="text-muted wrap-anywhere">
              {item.description}
            </p>
          )}
          {!item.reason && !item.description && <p className="text-muted">{words.noWords}</p>}
        </li>
      ))}
      {resolved.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2">
          <Badge tone="good">Resolved</Badge>
          <s className="min-w-0 flex-1 basis-56 text-muted wrap-anywhere">{flaggedItemText(item)}</s>
        </li>
      ))}
    </ul>
  );
}

export function flaggedItemText(item: FlaggedItem): string {
  const words = item.reason || item.description;
  return words ? `${nameOf(item)}: ${words}` : nameOf(item);
}

function nameOf(item: FlaggedItem): string {
  return item.name ?? WORDS[item.about];
}
