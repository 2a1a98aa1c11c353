import 'server-only';
import type { FormSeal } from '@/components/self-serve/form-seal';
import { getVisit } from '@/lib/auth/visit';
import { makePressProof } from '@/lib/services/press-proof';
import type { Locale } from '@/lib/texts/locales';

/** What the forms of a page carry. The subject is an invite's token where the form acts on one, as its action says. */
export async function sealForm(locale: Locale, subject = 'visit'): Promise<FormSeal> {
  return { locale, proof: makePressProof(await getVisit(), subject) };
}
