import { changeLanguageAction } from '@/lib/features/self-serve/actions';
import type { Sentences } from '@/lib/platform/i18n/catalogue';
import { LOCALE_NAMES, LOCALES } from '@/lib/platform/i18n/locales';
import { SubmitButton } from '../ui/submit-button';
import { type FormToken, FormTokenFields } from './form-token-field';

interface LanguageFormProps {
  readonly formToken: FormToken;
  readonly text: Sentences;
  /** Path of the page itself, to come back to. */
  readonly returnTo: string;
}

/** Chooses the language, with and without scripts. */
export function LanguageForm({ formToken, text, returnTo }: LanguageFormProps) {
  return (
    <form action={changeLanguageAction} className="flex flex-wrap items-center gap-2">
      <FormTokenFields {...formToken} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <label htmlFor="language">{text.languageLabel}</label>
      {/* The key makes the choice follow a change: a select keeps what was chosen otherwise. */}
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
