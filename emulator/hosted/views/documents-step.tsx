/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Upload } from '../../model';
import { type DocumentPlace, listDocumentPlaces } from '../form';
import type { Locale, Messages } from '../i18n/catalogue';
import { companyIssueStep, documentKey } from '../progress';
import type { FieldError } from '../validate';
import { findError } from './errors';
import { describedBy, FieldNotes } from './fields';
import { IssueNote } from './flagged';
import type { FormPage } from './page';
import { personName } from './person-name';
import { IntentButton, StepButtons, StepShell } from './step-shell';

export function placeLabel(t: Messages, place: DocumentPlace): string {
  return place.person ? t.documents.identityOf(personName(t, place.person)) : t.documents.slots[place.slot];
}

export function formatSize(bytes: number, locale: Locale): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}

export const DocumentsStep: FC<{ page: FormPage; errors: readonly FieldError[] }> = ({ page, errors }) => {
  const { t, customer } = page;
  const places = listDocumentPlaces(customer.answers.persons);
  const labelOf = (field: string) => {
    const place = places.find(({ key }) => `file.${key}` === field);
    return place ? placeLabel(t, place) : field;
  };
  const issue = customer.reviewIssues?.company ?? null;
  const isFlagged = issue !== null && companyIssueStep(issue) === 'documents';
  return (
    <StepShell
      page={page}
      errors={errors}
      labelOf={labelOf}
      isUpload
      buttons={<StepButtons page={page} extra={<IntentButton intent="upload" label={t.buttons.upload} />} />}
    >
      {isFlagged ? <IssueNote t={t} issue={issue} id="documents-issue" /> : null}
      {places.map((place) => (
        <PlaceCard
          key={place.key}
          page={page}
          place={place}
          label={placeLabel(t, place)}
          uploads={customer.answers.documents.filter((document) => documentKey(document) === place.key)}
          error={findError(t, errors, `file.${place.key}`, labelOf)}
          isFlagged={isFlagged}
        />
      ))}
    </StepShell>
  );
};

interface PlaceProps {
  page: FormPage;
  place: DocumentPlace;
  label: string;
  uploads: readonly Upload[];
  error: string | undefined;
  isFlagged: boolean;
}

const PlaceCard: FC<PlaceProps> = ({ page: { t, locale }, place, label, uploads, error, isFlagged }) => {
  const id = `file.${place.key}`;
  const hint = [t.documents.slotHints[place.slot], uploads.length > 0 ? t.documents.replaceHint : ''].join(' ').trim();
  return (
    <div class={isFlagged ? 'card flagged' : 'card'}>
      <div class="field">
        <label class="label" for={id}>
          {label} {place.isRequired ? null : <span class="optional">({t.optional})</span>}
        </label>
        <FieldNotes t={t} id={id} hint={hint} error={error} />
        <input
          class="input"
          type="file"
          id={id}
          name={id}
          accept=".png,.jpg,.jpeg,.pdf,image/png,image/jpeg,application/pdf"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy({ id, hint, error })}
        />
      </div>
      {uploads.map((upload) => (
        <div class="file-line" key={upload.id}>
          <span>
            <span class="soft small">{t.documents.uploaded}</span> {upload.fileName}{' '}
            <span class="soft small numbers">({formatSize(upload.sizeBytes, locale)})</span>
          </span>
          <IntentButton intent={`remove:${upload.id}`} label={t.documents.removeNamed(upload.fileName)} isCompact />
        </div>
      ))}
    </div>
  );
};
