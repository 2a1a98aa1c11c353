import { PageButton, PageField } from '@/components/forms/page-form';
import { cellName } from '@/lib/features/imports/import-input.rules';
import { IMPORT_FIELD_TEXT, type ImportDetail, type ImportRow } from '@/lib/features/imports/import-view.rules';
import { IMPORT_FIELDS } from '@/lib/platform/db/column-values';

interface CorrectionFieldsProps {
  readonly draft: Pick<ImportDetail, 'match'>;
  /** Only rows with a problem. */
  readonly rows: readonly ImportRow[];
}

export function CorrectionFields({ draft, rows }: CorrectionFieldsProps) {
  const fields = IMPORT_FIELDS.filter((field) => draft.match[field] !== null);
  return (
    <div className="grid gap-4 p-4">
      {rows.map((row) => (
        <fieldset key={row.number} className="grid gap-2 border-b border-line pb-4">
          <legend className="mb-1 font-semibold">{`Row ${row.number}`}</legend>
          <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
            {fields.map((field) => (
              <PageField
                // A new key for a new text, so that the field shows the stored value.
                key={`${field} ${row.values[field]}`}
                label={IMPORT_FIELD_TEXT[field]}
                name={cellName(field, row.number)}
                defaultValue={row.values[field]}
                autoComplete="off"
                spellCheck={false}
                error={row.problems.find((problem) => problem.field === field)?.message}
              />
            ))}
          </div>
          <OtherProblems row={row} shown={fields} />
        </fieldset>
      ))}
      <PageButton press="save">Save corrections</PageButton>
    </div>
  );
}

/** Problems of unmapped fields: they are fixed in the column mapping above. */
function OtherProblems({ row, shown }: { readonly row: ImportRow; readonly shown: readonly string[] }) {
  const others = row.problems.filter(({ field }) => !shown.includes(field));
  if (others.length === 0) return null;
  return <p className="text-bad">{others.map(({ message }) => message).join(' ')}</p>;
}
