import 'server-only';
import type { FormSeal } from '@/components/self-serve/form-token-field';
import { makePressProof } from '@/lib/platform/forms/form-token';
import { getVisit } from '@/lib/platform/forms/visitor-cookie';
import type { Locale } from '@/lib/platform/i18n/locales';

/** What the forms of a page carry. The subject is an invite's token where the form acts on one, as its action says. */
export async function sealForm(locale: Locale, subject = 'visit'): Promise<FormSeal> {
  return { locale, proof: makePressProof(await getVisit(), subject) };
}
