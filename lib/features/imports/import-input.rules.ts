/** What forms about imports may send. */
import { z } from 'zod';
import { IMPORT_FIELDS, IMPORT_MODES, type ImportField } from '@/lib/platform/db/column-values';
import { LOCALES } from '@/lib/platform/i18n/locales';
import { delimiterNamed } from './file-layout.rules';
import { ENCODINGS } from './file-text.rules';
import { ROW_FILTERS, type RowFilter } from './import-view.rules';

const importId = z.uuid('This form is damaged. Reload the page.');
const column = z.string().regex(/^\d{0,3}$/, 'Choose one of the columns.');

export const importIdInput = z.strictObject({ importId });

/** How to read a file. Options that cannot be understood are left to detection. */
export const fileFormatInput = z.object({
  encoding: z.enum(ENCODINGS).nullable().catch(null),
  delimiter: z.string().transform(delimiterNamed).catch(null),
});

const CELL_NAME = /^(firstName|lastName|email|companyName)-([1-9]\d{0,5})$/;

/** The name of the control for a cell of a row. */
export function cellName(field: ImportField, number: number): string {
  return `${field}-${number}`;
}

export type Corrections = ReadonlyMap<number, Partial<Readonly<Record<ImportField, string>>>>;

function readCells(values: Readonly<Record<string, string>>): Corrections {
  const corrections = new Map<number, Partial<Record<ImportField, string>>>();
  for (const [name, text] of Object.entries(values)) {
    const [, field, number] = CELL_NAME.exec(name) ?? [];
    const known = IMPORT_FIELDS.find((each) => each === field);
    if (known) corrections.set(Number(number), { ...corrections.get(Number(number)), [known]: text });
  }
  return corrections;
}

/** Which rows the page shows once everything is saved: `show:problems:50`. */
const SHOWN = new RegExp(`^show:(${ROW_FILTERS.join('|')}):(\\d{1,6})$`);

/** The value of a button that leads to other rows. */
export function showSubmission(filter: RowFilter, after: number): string {
  return `show:${filter}:${after}`;
}

const press = z
  .string()
  .default('save')
  .transform((text, context) => {
    if (text === 'save' || text === 'start') return { kind: text } as const;
    const [, shown, after] = SHOWN.exec(text) ?? [];
    const filter = ROW_FILTERS.find((each) => each === shown);
    if (filter) return { kind: 'show', filter, after: Number(after) } as const;
    context.addIssue({ code: 'custom', message: 'This form is damaged. Reload the page.' });
    return z.NEVER;
  });

const columns = z.object({
  firstName: column,
  lastName: column,
  email: column,
  companyName: column,
  hasHeader: z
    .literal('on')
    .optional()
    .transform((checked) => checked === 'on'),
});

const choice = z.object({
  mode: z.enum(IMPORT_MODES, 'Choose what to do.'),
  locale: z.enum(LOCALES, 'Choose one of the languages.'),
});

const FIELDS = ['importId', 'press', ...IMPORT_FIELDS, 'hasHeader', 'encoding', 'delimiter', 'mode', 'locale'];

const sent = z.record(
  z.string().regex(new RegExp(`^(?:${FIELDS.join('|')})$|${CELL_NAME.source}`)),
  z.string().max(5_000),
);

function toParts(form: unknown): unknown {
  const parsed = sent.safeParse(form);
  if (!parsed.success) return null;
  const values = parsed.data;
  return {
    importId: values.importId,
    press: values.press,
    columns: values.email === undefined ? null : values,
    format: values.encoding === undefined ? null : values,
    choice: values.mode === undefined ? null : values,
    corrections: readCells(values),
  };
}

/** All of a draft's page, whichever button was used. Parts that the page did not show are null. */
export const draftInput = z.preprocess(
  toParts,
  z.object({
    importId,
    press,
    columns: columns.nullable(),
    format: fileFormatInput.nullable(),
    choice: choice.nullable(),
    corrections: z.custom<Corrections>(),
  }),
);

export type DraftInput = z.infer<typeof draftInput>;
