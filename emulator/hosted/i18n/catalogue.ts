// Languages of the hosted form. A key that one language lacks does not compile, because each is typed by the English
// one. The list of locales upstream supports is not documented; anything else falls back to English.
import { enUS } from './en-us';
import { es } from './es';
import type { Messages } from './messages';
import { ptBR } from './pt-br';
import { zhCN } from './zh-cn';

export type { ErrorCode, Messages } from './messages';

export const LOCALES = ['en-US', 'es', 'pt-BR', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

const CATALOGUES: Record<Locale, Messages> = { 'en-US': enUS, es, 'pt-BR': ptBR, 'zh-CN': zhCN };

export function messagesFor(locale: Locale): Messages {
  return CATALOGUES[locale];
}

/** The nearest language we have: exact first, then the same base language ("es-MX" is answered in "es"). */
export function toLocale(wanted: string | null | undefined): Locale {
  const text = (wanted ?? '').trim().replace('_', '-').toLowerCase();
  const exact = LOCALES.find((locale) => locale.toLowerCase() === text);
  if (exact) return exact;
  const base = text.split('-')[0] ?? '';
  return LOCALES.find((locale) => base !== '' && locale.toLowerCase().split('-')[0] === base) ?? 'en-US';
}
