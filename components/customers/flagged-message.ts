import type { FlaggedItem } from '@/lib/kyb/customer-view';
import { fill, sentences } from '@/lib/texts/catalogue';
import { DEFAULT_LOCALE, isLocale } from '@/lib/texts/locales';
import { flaggedItemsText } from './flagged-items';

interface FlaggedMessage {
  readonly items: readonly FlaggedItem[];
  readonly isRejected: boolean;
  readonly business: string;
  /** Of the customer's invite. */
  readonly locale: string | undefined;
  /** The customer's living invite. */
  readonly link: string | null;
}

/** What staff can send to the customer by any way: our frame in the customer's language, 1Money's words as they are. */
export function flaggedMessage({ items, isRejected, business, locale, link }: FlaggedMessage): string {
  const text = sentences(isLocale(locale) ? locale : DEFAULT_LOCALE);
  const opening = fill(isRejected ? text.mailRejectedText : text.mailResponseText, { business });
  return [text.mailGreeting, opening, flaggedItemsText(items), ...(link === null ? [] : [link])].join('\n\n');
}
