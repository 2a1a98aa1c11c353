import type { FlaggedItem } from '@/lib/kyb/customer-view';

interface ItemWords {
  readonly company: string;
  readonly person: string;
  readonly noWords: string;
}

/** For staff; customers read them in their language. */
const WORDS: ItemWords = { company: 'The company', person: 'A person', noWords: '1Money gave no further words.' };

interface FlaggedItemsProps {
  readonly items: readonly FlaggedItem[];
  readonly words?: ItemWords;
}

/** What upstream wants corrected, in its own words, language and direction, as plain text. Renders nothing when there is nothing. */
export function FlaggedItems({ items, words = WORDS }: FlaggedItemsProps) {
  if (items.length === 0) return null;
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
    </ul>
  );
}

/** The same as a text to send to the customer. */
export function flaggedItemsText(items: readonly FlaggedItem[]): string {
  return items
    .map((item) => {
      const words = [item.reason, item.description].filter(Boolean).join(' ');
      return `- ${item.name ?? WORDS[item.about]}${words && `: ${words}`}`;
    })
    .join('\n');
}
