/** The languages of what customers read: self-serve pages and mails. Staff pages are English. */

export const LOCALES = ['en', 'es', 'pt-BR', 'zh-CN', 'ar'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'en';

/** Each language in its own name. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  'zh-CN': '简体中文',
  ar: 'العربية',
};

export function isLocale(text: unknown): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

export function textDirection(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** The locale requested of upstream's hosted form; 1Money documents only `en-US`, so any other may be rejected. */
export function upstreamLocale(locale: Locale): string {
  return locale === 'en' ? 'en-US' : locale;
}

/** The first language of an Accept-Language header that we have, by weight; the base language counts too. */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = Number(/q=\s*(-?[\d.]+)/i.exec(parameters.join(';'))?.[1] ?? 1);
      return { tag: tag.trim().toLowerCase(), weight: Number.isFinite(weight) ? weight : 0 };
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { tag, weight } of wanted) {
    if (weight <= 0) continue;
    const base = tag.split('-')[0];
    const found =
      LOCALES.find((locale) => locale.toLowerCase() === tag) ??
      LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === base);
    if (found) return found;
  }
  return DEFAULT_LOCALE;
}
