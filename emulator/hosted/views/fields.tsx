/** @jsxImportSource hono/jsx */
// Form controls. Each ties label, hint and error to its input, so that no view can forget one of them.
import type { Child, FC } from 'hono/jsx';
import type { Messages } from '../i18n/catalogue';

interface FieldProps {
  t: Messages;
  id: string;
  label: string;
  value: string | undefined;
  hint?: string | undefined;
  error?: string | undefined;
  isOptional?: boolean;
}

interface FrameProps extends Omit<FieldProps, 'value'> {
  children?: Child;
}

export function describedBy({
  id,
  hint,
  error,
}: {
  id: string;
  hint?: string | undefined;
  error?: string | undefined;
}) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

export const FieldNotes: FC<{ t: Messages; id: string; hint?: string | undefined; error?: string | undefined }> = ({
  t,
  id,
  hint,
  error,
}) => (
  <>
    {hint ? (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
    {error ? (
      <p class="error" id={`${id}-error`}>
        <span class="visually-hidden">{t.errorPrefix} </span>
        {error}
      </p>
    ) : null}
  </>
);

const FieldFrame: FC<FrameProps> = ({ t, id, label, hint, error, isOptional = false, children }) => (
  <div class="field">
    <label class="label" for={id}>
      {label} {isOptional ? <span class="optional">({t.optional})</span> : null}
    </label>
    <FieldNotes t={t} id={id} hint={hint} error={error} />
    {children}
  </div>
);

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'date';
  inputmode?: 'text' | 'decimal' | 'url' | 'email';
  autocomplete?: string;
  isShort?: boolean;
}

export const TextField: FC<TextFieldProps> = (props) => {
  const { id, value, error, type = 'text', inputmode, autocomplete = 'off', isShort = false } = props;
  return (
    <FieldFrame {...props}>
      <input
        class={isShort ? 'input short' : 'input'}
        id={id}
        name={id}
        type={type}
        value={value ?? ''}
        inputmode={inputmode}
        autocomplete={autocomplete}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      />
    </FieldFrame>
  );
};

export const TextArea: FC<FieldProps> = (props) => (
  <FieldFrame {...props}>
    <textarea
      class="input"
      id={props.id}
      name={props.id}
      rows={4}
      autocomplete="off"
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(props)}
    >
      {props.value ?? ''}
    </textarea>
  </FieldFrame>
);

interface SelectFieldProps extends FieldProps {
  options: ReadonlyArray<{ code: string; name: string }>;
  autocomplete?: string;
}

export const SelectField: FC<SelectFieldProps> = (props) => {
  const { t, id, value = '', error, options, autocomplete = 'off' } = props;
  return (
    <FieldFrame {...props}>
      <select
        class="input"
        id={id}
        name={id}
        autocomplete={autocomplete}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        <option value="">{t.choose}</option>
        {options.map((option) => (
          <option key={option.code} value={option.code} selected={option.code === value}>
            {option.name}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
};

interface CheckboxProps {
  t: Messages;
  id: string;
  label: string;
  isChecked: boolean;
  hint?: string | undefined;
  error?: string | undefined;
}

export const Checkbox: FC<CheckboxProps> = (props) => (
  <div class="field">
    <div class="choice">
      <input
        type="checkbox"
        id={props.id}
        name={props.id}
        value="yes"
        checked={props.isChecked}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      />
      <label for={props.id}>{props.label}</label>
    </div>
    <FieldNotes t={props.t} id={props.id} hint={props.hint} error={props.error} />
  </div>
);
