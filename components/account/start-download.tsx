'use client';

import { useEffect } from 'react';

/** Starts a download when it mounts. The page stays open, because the response is an attachment. */
export function StartDownload({ href }: { readonly href: string }) {
  useEffect(() => location.assign(href), [href]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0;url=${href}`} />
    </noscript>
  );
}
