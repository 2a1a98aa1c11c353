/**
 * Language of the document (`<html lang>`). The root layout knows neither path nor query, so the proxy passes them in a
 * header. Must agree with the language that the page itself chooses.
 */
import 'server-only';
import { headers } from 'next/headers';
import { readReturnLocale } from '@/lib/features/onboarding/read-return';
import { readInviteLocale } from '@/lib/features/self-serve/read-invite';
import { log } from '@/lib/log';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { DEFAULT_LOCALE, type Locale } from '@/lib/platform/i18n/locales';

export async function getDocumentLocale(): Promise<Locale> {
  const address = (await headers()).get('x-portal-address') ?? '';
  const [path = '', query = ''] = address.split('?');
  const [, folder = '', page = ''] = path.split('/');
  if (folder !== 'i' && folder !== 'onboarding') return DEFAULT_LOCALE;
  return getCustomerLocale(await readLocale({ folder, page, query }));
}

async function readLocale(place: { folder: string; page: string; query: string }): Promise<Locale | undefined> {
  try {
    if (place.folder === 'i') return await readInviteLocale(place.page);
    if (place.page === 'return') return await readReturnLocale(new URLSearchParams(place.query).get('state') ?? '');
  } catch (error) {
    // The page reports the error itself; do not lose it over a language.
    log.warn({ err: error }, 'the language of a page could not be read');
  }
  return undefined;
}
