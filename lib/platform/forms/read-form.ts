import 'server-only';

export type FormValues = Readonly<Record<string, string>>;

/** Fields whose content never travels back to the browser. */
const SECRET_FIELDS = new Set(['password', 'code', 'token', 'proof', 'credential']);

interface FormShape {
  /** Fields that may hold a file. */
  readonly fileFields?: readonly string[];
  /** Fields that may occur more than once, like the checkboxes of a table: their values become lines of one text. */
  readonly listFields?: readonly string[];
}

/**
 * A form as text by field; null when it holds a file where none belongs, or twice a field that is none of `listFields`.
 * React's own `$ACTION_…` fields are left out.
 */
export function readForm(formData: FormData, { fileFields = [], listFields = [] }: FormShape = {}): FormValues | null {
  // A hand-made call may pass anything.
  if (!(formData instanceof FormData)) return null;
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of formData) {
    if (name.startsWith('$ACTION_')) continue;
    if (typeof value !== 'string' && fileFields.includes(name)) continue;
    if (typeof value !== 'string') return null;
    if (name in values && !listFields.includes(name)) return null;
    values[name] = name in values ? `${values[name]}\n${value}` : value;
  }
  return { ...values };
}

/** The uploads of these fields. Where nothing was chosen browsers send an empty file, which is none. */
export function readFiles(formData: FormData, fileFields: readonly string[] = []): ReadonlyMap<string, File> {
  return new Map(
    fileFields.flatMap((name) => {
      const file = formData.get(name);
      return file instanceof File && file.size > 0 ? [[name, file] as const] : [];
    }),
  );
}

/** What a form may show again after an error. */
export function keepable(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET_FIELDS.has(name)));
}
