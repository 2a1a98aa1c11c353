import { PageButton, PageChoice, PageSelect } from '@/components/forms/page-form';
import { aboutText, type ImportDetail } from '@/lib/features/imports/import-view.rules';
import { pluralise } from '@/lib/format';
import { LOCALE_NAMES, LOCALES } from '@/lib/platform/i18n/locales';

interface StartFieldsProps {
  readonly draft: Pick<ImportDetail, 'counts' | 'remainingMs' | 'requestsPerSecond' | 'mode' | 'locale'>;
  /** Whether a mail server is configured. */
  readonly canMail: boolean;
}

const MODES = [
  { value: 'create', label: 'Create the customers' },
  { value: 'create_and_invite', label: 'Create the customers and invite each by e-mail' },
] as const;

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));

/** Choice between creating only and inviting too, and the start button. */
export function StartFields({ draft, canMail }: StartFieldsProps) {
  const { counts, remainingMs, requestsPerSecond, mode } = draft;
  return (
    <div className="grid gap-4">
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">What to do</legend>
        {MODES.map(({ value, label }) => (
          <PageChoice key={value} type="radio" name="mode" value={value} isChosen={value === mode} label={label} />
        ))}
      </fieldset>
      <div className="max-w-60">
        <PageSelect label="Language of the invites" name="locale" options={LANGUAGES} defaultValue={draft.locale} />
      </div>
      {!canMail && (
        <p className="text-attention">
          No mail server is configured: invites are made, and their links can be copied, but nothing is mailed.
        </p>
      )}
      <p className="text-muted">
        {remainingMs !== null && (
          <span>
            {`Takes ${aboutText(remainingMs)} at ${pluralise(requestsPerSecond, 'request')} a second to 1Money. `}
          </span>
        )}
        <span>Customers who are already there are linked and not invited again; rows with a problem are left out.</span>
      </p>
      <PageButton press="start" variant="primary">
        {`Import ${pluralise(counts.ready, 'customer')}`}
      </PageButton>
    </div>
  );
}
