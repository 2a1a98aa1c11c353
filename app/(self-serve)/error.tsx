'use client';

import { Failure } from '@/components/ui/failure';
import { FAILURE_WORDS_ID } from './failure-copy';

/**
 * Error page for customers. Its texts come from the layout in the page's language, so no page loads a catalogue for it.
 */
export default function CustomerErrorPage({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { title = '', retry: label = '', reference = '' } = document.getElementById(FAILURE_WORDS_ID)?.dataset ?? {};
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-3xl px-4 py-12">
      <title>{title}</title>
      <Failure error={error} retry={retry} {...(title !== '' && { words: { title, retry: label, reference } })} />
    </main>
  );
}
