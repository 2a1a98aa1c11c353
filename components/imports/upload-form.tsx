'use client';

import { type FormEvent, useState } from 'react';
import { DELIMITER_OPTIONS } from '@/lib/features/imports/file-layout.rules';
import { ENCODING_OPTIONS } from '@/lib/features/imports/file-text.rules';
import { ErrorSummary } from '../ui/error-summary';
import { Field, SelectField, TextAreaField } from '../ui/field';

interface UploadFormProps {
  readonly maxBytes: number;
  /** Shown before anything is sent if the file is too large. */
  readonly tooLargeText: string;
}

const DETECT = { value: '', label: 'Detect automatically' };

const NO_ANSWER = 'The portal did not answer. Check your connection and send the file again.';

/**
 * Uploads a file or pasted rows. A plain form to a handler; with scripts an error is shown here instead of on a new
 * page, so that the input is kept.
 */
export function UploadForm({ maxBytes, tooLargeText }: UploadFormProps) {
  const [problem, setProblem] = useState<{ readonly message: string } | null>(null);
  const [isSending, setIsSending] = useState(false);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const form = new FormData(event.currentTarget);
    const file = form.get('file');
    if (file instanceof File && file.size > maxBytes) return setProblem({ message: tooLargeText });
    setIsSending(true);
    const message = await post(event.currentTarget.action, form);
    if (message === null) return;
    setIsSending(false);
    setProblem({ message });
  };

  return (
    <form
      method="post"
      action="/api/imports"
      encType="multipart/form-data"
      onSubmit={send}
      // The error was about the previous input.
      onInput={() => setProblem(null)}
      className="grid gap-4"
    >
      {problem && <ErrorSummary title={problem.message} formState={problem} />}
      <Field
        label="CSV file"
        name="file"
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        hint="CSV or text, up to 10 MB and 10,000 rows."
      />
      <TextAreaField
        label="Or paste rows"
        name="text"
        optional
        rows={6}
        spellCheck={false}
        autoComplete="off"
        hint="Copied from a spreadsheet, with the line of column names."
      />
      <details>
        <summary className="cursor-pointer py-0.5">Encoding and separator</summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <SelectField label="Encoding" name="encoding" options={[DETECT, ...ENCODING_OPTIONS]} />
          <SelectField label="Separated by" name="delimiter" options={[DETECT, ...DELIMITER_OPTIONS]} />
        </div>
      </details>
      <div className="flex flex-wrap gap-2">
        <button
          type="submit"
          className="btn btn-primary"
          aria-disabled={isSending || undefined}
          data-pending={isSending || undefined}
        >
          <span>Check the rows</span>
          {isSending && <span className="spinner" />}
        </button>
        <a href="/customers" className="btn btn-quiet">
          Cancel
        </a>
      </div>
    </form>
  );
}

/** Opens the import, or returns the error. */
async function post(address: string, form: FormData): Promise<string | null> {
  try {
    const response = await fetch(address, { method: 'POST', body: form, headers: { accept: 'application/json' } });
    const body: unknown = await response.json();
    if (hasImport(body)) {
      location.assign(`/customers/import/${encodeURIComponent(body.importId)}`);
      return null;
    }
    return hasError(body) ? body.error.message : NO_ANSWER;
  } catch {
    return NO_ANSWER;
  }
}

function hasImport(body: unknown): body is { readonly importId: string } {
  return typeof body === 'object' && body !== null && 'importId' in body && typeof body.importId === 'string';
}

function hasError(body: unknown): body is { readonly error: { readonly message: string } } {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
