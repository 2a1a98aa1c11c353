import 'server-only';
import type { FormToken } from '@/components/self-serve/form-token-field';
import { makeFormToken } from '@/lib/platform/forms/form-token';
import { getVisitorId } from '@/lib/platform/forms/visitor-cookie';
import type { Locale } from '@/lib/platform/i18n/locales';

/** `subject`: the invite's token for forms that act on an invite; the action checks the same value. */
export async function toFormToken(locale: Locale, subject = 'visit'): Promise<FormToken> {
  return { locale, proof: makeFormToken(await getVisitorId(), subject) };
}
