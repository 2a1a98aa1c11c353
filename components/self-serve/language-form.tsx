import { changeLanguageAction } from '@/lib/features/self-serve/actions';
import type { Sentences } from '@/lib/platform/i18n/catalogue';
import { LOCALE_NAMES, LOCALES } from '@/lib/platform/i18n/locales';
import { SubmitButton } from '../ui/submit-button';
import { type FormToken, FormTokenFields } from './form-token-field';

interface LanguageFormProps {
  readonly formToken: FormToken;
  readonly text: Sentences;
  /** Path of the page to return to. */
  readonly returnTo: string;
}

/** Works with and without scripts. */
export function LanguageForm({ formToken, text, returnTo }: LanguageFormProps) {
  return (
    <form action={changeLanguageAction} className="flex flex-wrap items-center gap-2">
      <FormTokenFields {...formToken} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <label htmlFor="language">{text.languageLabel}</label>
      {/* A mounted select keeps its choice; the key applies a changed language. */}
      <select
        key={formToken.locale}
        id="language"
        name="language"
        defaultValue={formToken.locale}
        className="control control-sm"
        autoComplete="off"
      >
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LOCALE_NAMES[locale]}
          </option>
        ))}
      </select>
      <SubmitButton variant="secondary" size="sm">
        {text.changeLanguage}
      </SubmitButton>
    </form>
  );
}
