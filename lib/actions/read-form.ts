import 'server-only';

export type FormValues = Readonly<Record<string, string>>;

/** Fields whose content never travels back to the browser. */
const SECRET_FIELDS = new Set(['password']);

/**
 * A form as text by field; null when it holds a file or a field twice, which none of our forms does. React's own
 * `$ACTION_…` fields are left out.
 */
export function readForm(formData: FormData): FormValues | null {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of formData) {
    if (name.startsWith('$ACTION_')) continue;
    if (typeof value !== 'string' || name in values) return null;
    values[name] = value;
  }
  return { ...values };
}

/** What a form may show again after an error. */
export function keepable(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET_FIELDS.has(name)));
}
