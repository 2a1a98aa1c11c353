import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { fill, type Sentences, sentences } from '@/lib/platform/i18n/catalogue';
import { DEFAULT_LOCALE, isLocale } from '@/lib/platform/i18n/locales';

/** How the customer gets to the form: by a valid invite, by signing in with a code, or only through staff. */
export type WayToForm = { readonly by: 'invite' | 'sign_in'; readonly link: string } | { readonly by: 'staff' };

interface FlaggedMessage {
  readonly items: readonly FlaggedItem[];
  readonly isRejected: boolean;
  readonly business: string;
  /** Locale of the customer's invite. */
  readonly locale: string | undefined;
  readonly way: WayToForm;
}

/**
 * Returns a message that staff can send by any channel: our text in the customer's language, 1Money's words unchanged.
 */
export function flaggedMessage({ items, isRejected, business, locale, way }: FlaggedMessage): string {
  const text = sentences(isLocale(locale) ? locale : DEFAULT_LOCALE);
  const opening = fill(isRejected ? text.mailRejectedText : text.mailResponseText, { business });
  const list = items.map((item) => itemText(item, text)).join('\n');
  return [text.mailGreeting, opening, list, wayText(way, text)].join('\n\n');
}

/** Each text of 1Money gets its own line, because many do not end with a full stop. */
function itemText({ about, name, reason, description }: FlaggedItem, text: Sentences): string {
  const said = [reason, description].filter((words) => words !== '');
  const lines = said.length > 0 ? said : [text.itemNoWords];
  return [`- ${name ?? (about === 'company' ? text.itemCompany : text.itemPerson)}`, ...lines.map(indent)].join('\n');
}

function indent(words: string): string {
  return words.trim().replace(/^\s*/gm, '  ');
}

function wayText(way: WayToForm, text: Sentences): string {
  if (way.by === 'staff') return text.copyAskLink;
  return `${way.by === 'invite' ? text.copyOpenForm : text.copySignIn}\n${way.link}`;
}
