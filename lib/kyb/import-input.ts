/** What forms about imports may send. */
import { z } from 'zod';
import { LOCALES } from '@/lib/texts/locales';
import { IMPORT_FIELDS, IMPORT_MODES, type ImportField } from './import-view';

const importId = z.uuid('This form is damaged. Reload the page.');
const column = z.string().regex(/^\d{0,3}$/, 'Choose one of the columns.');

export const importIdInput = z.strictObject({ importId });

export const columnsInput = z.strictObject({
  importId,
  firstName: column,
  lastName: column,
  email: column,
  companyName: column,
  hasHeader: z
    .literal('on')
    .optional()
    .transform((checked) => checked === 'on'),
});

export const startInput = z.strictObject({
  importId,
  mode: z.enum(IMPORT_MODES, 'Choose what to do.'),
  locale: z.enum(LOCALES, 'Choose one of the languages.'),
});

const CELL_NAME = /^(firstName|lastName|email|companyName)-([1-9]\d{0,5})$/;

/** The name of the control for a cell of a row. */
export function cellName(field: ImportField, number: number): string {
  return `${field}-${number}`;
}

/** Corrected cells: `importId`, and one entry a cell under its `cellName`. Becomes text by field by row. */
export const correctionsInput = z
  .record(z.string().regex(new RegExp(`^importId$|${CELL_NAME.source}`)), z.string().max(5_000))
  .transform(({ importId: id, ...cells }) => {
    const corrections = new Map<number, Partial<Record<ImportField, string>>>();
    for (const [name, text] of Object.entries(cells)) {
      const [, field, number] = CELL_NAME.exec(name) ?? [];
      const known = IMPORT_FIELDS.find((each) => each === field);
      if (known) corrections.set(Number(number), { ...corrections.get(Number(number)), [known]: text });
    }
    return { importId: id, corrections };
  })
  .pipe(z.object({ importId, corrections: z.map(z.number(), z.custom<Partial<Record<ImportField, string>>>()) }));
