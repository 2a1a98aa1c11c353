/**
 * The language of the document around a page. The root layout is given neither the address nor its query, so the proxy
 * passes the address on in a header; whose page it is decides the language as the page itself does.
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
    // The page itself says what does not work; a language is no reason to lose it.
    log.warn({ err: error }, 'the language of a page could not be read');
  }
  return undefined;
}
