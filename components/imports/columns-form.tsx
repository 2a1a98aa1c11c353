import type { StatefulAction } from '@/lib/actions/action-state';
import { columnLetters } from '@/lib/kyb/import-columns';
import {
  IMPORT_FIELD_TEXT,
  IMPORT_FIELDS,
  type ImportDetail,
  type ImportField,
  REQUIRED_IMPORT_FIELDS,
} from '@/lib/kyb/import-view';
import { ActForm } from '../acts/act-form';
import { CheckedSelectField } from './checked-fields';

interface ColumnsFormProps {
  readonly action: StatefulAction;
  readonly draft: Pick<ImportDetail, 'id' | 'columns' | 'match' | 'hasHeader'>;
}

/** Which column of the file holds what; guessed already. */
export function ColumnsForm({ action, draft }: ColumnsFormProps) {
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
    <ActForm action={action} fields={{ importId: draft.id }} submit="Use these columns">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {IMPORT_FIELDS.map((field) => (
          <CheckedSelectField
            // A select keeps its first choice: what the server has stored since must make a new one.
            key={`${field} ${draft.match[field]}`}
            label={IMPORT_FIELD_TEXT[field]}
            name={field}
            options={[none, ...options]}
            defaultValue={String(draft.match[field] ?? '')}
            error={error(field)}
          />
        ))}
      </div>
      <label className="flex min-h-6 items-center gap-2">
        <input
          key={String(draft.hasHeader)}
          type="checkbox"
          name="hasHeader"
          defaultChecked={draft.hasHeader}
          className="size-4"
        />
        <span>The first row names the columns</span>
      </label>
    </ActForm>
  );
}
