'use client';

import { useEffect } from 'react';

/** Starts a download as soon as it is shown. The page stays, because the answer is a file to be saved. */
export function StartDownload({ href }: { readonly href: string }) {
  useEffect(() => location.assign(href), [href]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0;url=${href}`} />
    </noscript>
  );
}
