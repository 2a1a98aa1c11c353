/** The language a visitor reads: their own choice, else the invite's, else the browser's. */
import 'server-only';
import { cookies, headers } from 'next/headers';
import { env } from '@/lib/env';
import { isLocale, type Locale, negotiateLocale } from '@/lib/platform/i18n/locales';

const COOKIE = 'portal-language';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export async function getCustomerLocale(invited?: Locale): Promise<Locale> {
  const chosen = (await cookies()).get(COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  return invited ?? negotiateLocale((await headers()).get('accept-language'));
}

/** Actions only. */
export async function setCustomerLocale(locale: Locale): Promise<void> {
  const secure = env().appUrl.startsWith('https:');
  const how = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: YEAR_SECONDS } as const;
  (await cookies()).set(COOKIE, locale, how);
}
