/** Hidden fields of every self-serve form: the form token, and the language of the response. */
import type { Locale } from '@/lib/platform/i18n/locales';

export interface FormToken {
  readonly proof: string;
  readonly locale: Locale;
}

export function FormTokenFields({ proof, locale }: FormToken) {
  return (
    <>
      <input type="hidden" name="proof" value={proof} />
      <input type="hidden" name="locale" value={locale} />
    </>
  );
}
