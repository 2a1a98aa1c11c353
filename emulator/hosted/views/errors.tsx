/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { ErrorCode, Messages } from '../i18n/catalogue';
import type { FieldError } from '../validate';

/** The visible label of a control id such as "city", "registered.city" or "file.other". */
export type LabelOf = (field: string) => string;

function errorText(t: Messages, code: ErrorCode, label: string): string {
  return t.errors[code](label);
}

export function findError(t: Messages, errors: readonly FieldError[], field: string, labelOf: LabelOf) {
  const error = errors.find((candidate) => candidate.field === field);
  return error ? errorText(t, error.code, labelOf(field)) : undefined;
}

interface SummaryProps {
  t: Messages;
  errors: readonly FieldError[];
  labelOf: LabelOf;
}

/** Takes the focus when the page opens, with the autofocus attribute because there is no script. */
export const ErrorSummary: FC<SummaryProps> = ({ t, errors, labelOf }) =>
  errors.length === 0 ? null : (
    <div class="notice bad" role="alert" tabindex={-1} autofocus aria-labelledby="error-title">
      <h2 id="error-title">{t.errorTitle}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{errorText(t, error.code, labelOf(error.field))}</a>
          </li>
        ))}
      </ul>
      <p class="small">{t.errorTitleNote}</p>
    </div>
  );
