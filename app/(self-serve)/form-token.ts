import 'server-only';
import type { FormToken } from '@/components/self-serve/form-token-field';
import { makeFormToken } from '@/lib/platform/forms/form-token';
import { getVisitorId } from '@/lib/platform/forms/visitor-cookie';
import type { Locale } from '@/lib/platform/i18n/locales';

/** What the forms of a page carry. The subject is an invite's token where the form acts on one, as its action says. */
export async function toFormToken(locale: Locale, subject = 'visit'): Promise<FormToken> {
  return { locale, proof: makeFormToken(await getVisitorId(), subject) };
}
