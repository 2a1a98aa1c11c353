/** Labelled native controls. `Field` ties label, hint and error to its input; the error summary links to `fieldId`. */
import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import type { Elements } from './elements';
import { AlertIcon } from './icons';

/** Id of the control with this name; the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

interface LabelledProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
}

type FieldProps = LabelledProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'name' | 'className'> & {
    /** Marks the label of a field that may stay empty. */
    readonly optional?: boolean;
  };

export function Field({ label, hint, error, optional, ...input }: FieldProps) {
  const id = fieldId(input.name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        type="text"
        {...input}
        id={id}
        className="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
      />
    </Labelled>
  );
}

/**
 * Not `type="email"`: browsers reject letters that are allowed, and change international domains before sending. The
 * server validates.
 */
export function EmailField(props: Omit<FieldProps, 'type' | 'inputMode'>) {
  return <Field maxLength={254} spellCheck={false} autoCapitalize="none" {...props} inputMode="email" />;
}

type TextAreaFieldProps = LabelledProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'name' | 'className'> & { readonly optional?: boolean };

export function TextAreaField({ label, hint, error, optional, ...textarea }: TextAreaFieldProps) {
  const id = fieldId(textarea.name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        rows={3}
        {...textarea}
        id={id}
        className="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
      />
    </Labelled>
  );
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

type SelectFieldProps = LabelledProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'name' | 'className'> & {
    readonly options: readonly SelectOption[];
  };

export function SelectField({ label, hint, error, options, ...select }: SelectFieldProps) {
  const id = fieldId(select.name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        {...select}
        id={id}
        className="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface Described {
  readonly id: string;
  readonly hint?: string;
  readonly error?: string;
}

function describedBy({ id, hint, error }: Described): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

interface LabelledLayoutProps extends Described {
  readonly label: string;
  readonly optional?: boolean;
  readonly children: Elements;
}

function Labelled({ id, label, hint, error, optional, children }: LabelledLayoutProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        <span>{label}</span>
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 flex gap-1 text-bad">
          <AlertIcon className="mt-0.5 size-4" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
