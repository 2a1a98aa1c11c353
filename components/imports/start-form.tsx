import type { StatefulAction } from '@/lib/actions/action-state';
import { pluralise } from '@/lib/format';
import { aboutText, type ImportDetail } from '@/lib/kyb/import-view';
import { LOCALE_NAMES, LOCALES } from '@/lib/texts/locales';
import { ActForm } from '../acts/act-form';
import { SelectField } from '../ui/field';

interface StartFormProps {
  readonly action: StatefulAction;
  readonly found: Pick<ImportDetail, 'id' | 'state' | 'counts' | 'remainingMs' | 'requestsPerSecond' | 'locale'>;
  /** Whether a mail server is configured. */
  readonly canMail: boolean;
}

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));

/**
 * The choice between creating and inviting, and the button that begins. Stays on the page of an import that was
 * started, because a refused start has to be explained there.
 */
export function StartForm({ action, found, canMail }: StartFormProps) {
  const { counts, remainingMs, requestsPerSecond } = found;
  return (
    <ActForm
      action={action}
      fields={{ importId: found.id }}
      submit={`Import ${pluralise(counts.ready, 'customer')}`}
      variant="primary"
      isOpen={found.state === 'draft' && counts.ready > 0}
    >
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">What to do</legend>
        <Choice value="create" label="Create the customers" isDefault />
        <Choice value="create_and_invite" label="Create the customers and invite each by e-mail" />
      </fieldset>
      <div className="max-w-60">
        <SelectField label="Language of the invites" name="locale" options={LANGUAGES} defaultValue={found.locale} />
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
    </ActForm>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly label: string;
  readonly isDefault?: boolean;
}

function Choice({ value, label, isDefault }: ChoiceProps) {
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input type="radio" name="mode" value={value} defaultChecked={isDefault} className="size-4" />
      <span>{label}</span>
    </label>
  );
}
