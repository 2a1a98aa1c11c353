'use client';

import { Failure } from '@/components/ui/failure';

export default function ErrorPage({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <main id="main" tabIndex={-1} lang="en" dir="ltr" className="mx-auto max-w-3xl px-4 py-12">
      <title>Something went wrong</title>
      <Failure error={error} retry={retry} />
    </main>
  );
}
