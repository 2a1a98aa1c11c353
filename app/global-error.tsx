'use client';

import { Failure } from '@/components/ui/failure';
import './globals.css';

export default function GlobalError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main id="main" className="mx-auto max-w-3xl px-4 py-12">
          <Failure error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
