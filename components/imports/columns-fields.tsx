import { PageButton, PageChoice, PageSelect } from '@/components/forms/page-form';
import { columnLetters } from '@/lib/features/imports/import-columns.rules';
import { IMPORT_FIELD_TEXT, type ImportDetail, REQUIRED_IMPORT_FIELDS } from '@/lib/features/imports/import-view.rules';
import { IMPORT_FIELDS, type ImportField } from '@/lib/platform/db/column-values';

interface ColumnsFieldsProps {
  readonly draft: Pick<ImportDetail, 'columns' | 'match' | 'hasHeader'>;
}

/** Maps columns of the file to fields, preset by a guess. */
export function ColumnsFields({ draft }: ColumnsFieldsProps) {
  const none = { value: '', label: 'No column' };
  const options = draft.columns.map((name, at) => ({
    value: String(at),
    label: draft.hasHeader ? `${columnLetters(at)}: ${name}` : name,
  }));
  const error = (field: ImportField) =>
    draft.match[field] === null && REQUIRED_IMPORT_FIELDS.includes(field)
      ? `No column holds the ${IMPORT_FIELD_TEXT[field].toLowerCase()}. Choose it.`
      : undefined;
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {IMPORT_FIELDS.map((field) => (
          <PageSelect
            key={field}
            label={IMPORT_FIELD_TEXT[field]}
            name={field}
            options={[none, ...options]}
            defaultValue={String(draft.match[field] ?? '')}
            error={error(field)}
          />
        ))}
      </div>
      <PageChoice
        type="checkbox"
        name="hasHeader"
        value="on"
        isChosen={draft.hasHeader}
        label="The first row names the columns"
      />
      <PageButton press="save">Use these columns</PageButton>
    </div>
  );
}
