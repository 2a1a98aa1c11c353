import 'server-only';
import { formatCount } from '@/lib/format';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { AppError, ConflictReason } from '@/lib/result';
import { MAX_IMPORT_BYTES, MAX_IMPORT_ROWS } from './import-view.rules';

const FILE_TEXT: Readonly<Record<string, (row: string) => string>> = {
  missing: () => 'Choose a file, or paste the rows.',
  both: () => 'Choose a file or paste rows, not both.',
  malformed: () => 'The file did not arrive whole. Please send it again.',
  too_large: () => `The file is larger than ${MAX_IMPORT_BYTES / 1024 / 1024} MB. Split it and import the parts.`,
  workbook: () =>
    'This is a workbook, not a text file. In Excel choose “Save as” and “CSV UTF-8”, then send that file.',
  binary: () => 'This is not a text file. Choose a CSV file, or its encoding if you know it.',
  rows_missing: () =>
    'Not every row of the file could be read, so nothing was imported. Save it as CSV UTF-8 and try again.',
  unclosed_quote: (row) => `From row ${row} on the file cannot be read: a quotation mark is opened and never closed.`,
  record_too_large: (row) =>
    `From row ${row} on the file cannot be read: the row does not end. A quotation mark may be missing.`,
  unreadable: (row) => `Row ${row} cannot be read.`,
  too_many_rows: () =>
    `The file has more than ${formatCount(MAX_IMPORT_ROWS)} rows. Split it and import the parts one after the other.`,
  no_rows: () => 'There is no row of a customer in it.',
};

/** What is wrong with an uploaded file. */
export function fileProblemText(fields: AppError['fields']): string {
  const text = FILE_TEXT[fields?.file ?? ''] ?? (() => 'The file cannot be used.');
  return text(fields?.row ?? '');
}

const CONFLICT_TEXT: Readonly<Partial<Record<ConflictReason, string>>> = {
  started: 'This import was already started. The options you chose now were not applied.',
  not_a_draft: 'This import was started or discarded meanwhile, so nothing was changed.',
  other_state: 'The import is in another state by now, so nothing was changed.',
  nothing_ready: 'No row can be imported yet: correct the problems first.',
  file_gone: 'The file is no longer kept, so it cannot be read again. Upload it once more.',
  columns_changed: 'You changed the columns, so every row was checked again. Look at the result, then import.',
};

/** `numbers`: `3` or `3, 7`. */
function openRowsText(numbers: string): string {
  const subject = numbers.includes(',') ? `Rows ${numbers} still have` : `Row ${numbers} still has`;
  return `${subject} a problem, so nothing was imported. Your corrections are saved.`;
}

export function describeImportError(error: AppError): ErrorState | null {
  if (error.kind === 'not_found') return { message: 'This import does not exist any more.' };
  if (error.kind === 'conflict' && error.reason === 'rows_open')
    return { message: openRowsText(error.fields?.rows ?? '') };
  if (error.kind === 'conflict') return { message: CONFLICT_TEXT[error.reason] ?? 'Nothing was changed.' };
  if (error.kind === 'invalid_input' && error.fields?.columns)
    return { message: 'Each column can be used once only. Nothing was changed.' };
  if (error.kind === 'invalid_input' && error.fields?.file) return { message: fileProblemText(error.fields) };
  return null;
}
