import { PageButton, PageSelect } from '@/components/forms/page-form';
import { DELIMITER_OPTIONS, delimiterName } from '@/lib/features/imports/file-layout.rules';
import { ENCODING_OPTIONS } from '@/lib/features/imports/file-text.rules';
import type { ImportDetail } from '@/lib/features/imports/import-view.rules';

/** How the file was read, and a way to read it again differently. */
export function FileFields({ draft }: { readonly draft: Pick<ImportDetail, 'encoding' | 'delimiter'> }) {
  const delimiter = delimiterName(draft.delimiter);
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <PageSelect
          label="Encoding"
          name="encoding"
          options={ENCODING_OPTIONS}
          defaultValue={draft.encoding}
          hint="If names look wrong, choose another one."
        />
        <PageSelect label="Separated by" name="delimiter" options={DELIMITER_OPTIONS} defaultValue={delimiter} />
      </div>
      <PageButton press="save">Read the file again</PageButton>
    </div>
  );
}
