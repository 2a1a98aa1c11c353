// Takes posted files into the store: each accepted one at once, each refused one as an error at its place.
import type { Context } from '../context';
import type { Customer } from '../model';
import { detectFileType, toDisplayName } from './file-type';
import { listDocumentPlaces, MAX_FILE_BYTES } from './form';
import { documentKey } from './progress';
import type { FieldError } from './validate';

export async function saveFiles(context: Context, customer: Customer, form: FormData): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  for (const place of listDocumentPlaces(customer.answers.persons)) {
    const field = `file.${place.key}`;
    const file = form.get(field);
    // A file input without a choice is posted as a nameless empty file.
    if (file === null || typeof file === 'string' || file.name === '') continue;
    if (file.size === 0) {
      errors.push({ field, code: 'fileEmpty' });
      continue;
    }
    if (file.size > MAX_FILE_BYTES) {
      errors.push({ field, code: 'fileTooLarge' });
      continue;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const contentType = detectFileType(bytes);
    if (contentType === null) {
      errors.push({ field, code: 'fileType' });
      continue;
    }
    const saved = context.store.saveUpload(customer.id, {
      slot: place.slot,
      personId: place.person?.id ?? null,
      fileName: toDisplayName(file.name),
      contentType,
      bytes,
    });
    // The former file goes only after the new one is safe.
    if (saved.kind === 'saved') {
      const former = customer.answers.documents.filter((document) => documentKey(document) === place.key);
      for (const upload of former) context.store.removeUpload(customer.id, upload.id);
    }
  }
  return errors;
}
