'use client';

import { useEffect, useState } from 'react';
import type { Elements } from '@/components/ui/elements';
import { FormPending } from '@/components/ui/form-pending';

/** Props from the page for a form that the browser submits itself. */
export interface DocumentTarget {
  /** `actionField` of the action. */
  readonly actionField: string;
  /** Path of the page to return to if the request fails. */
  readonly returnTo: string;
}

interface DocumentFormProps extends DocumentTarget {
  readonly className?: string;
  readonly children: Elements;
}

/** If the user stops the page from loading, they can submit again after this time. */
const PENDING_MS = 10_000;

/**
 * Submitted by the browser itself, with or without scripts, so that it follows the response's redirect. Scripts only
 * show progress and ignore a second click.
 */
export function DocumentForm({ actionField, returnTo, className, children }: DocumentFormProps) {
  const [isPending, setIsPending] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const end = () => setIsPending(false);
    const timer = setTimeout(end, PENDING_MS);
    // The page may be restored from the back/forward cache.
    addEventListener('pageshow', end);
    return () => {
      clearTimeout(timer);
      removeEventListener('pageshow', end);
    };
  }, [isPending]);
  return (
    <form
      method="post"
      encType="multipart/form-data"
      className={className}
      onSubmit={(event) => (isPending ? event.preventDefault() : setIsPending(true))}
    >
      <input type="hidden" name={actionField} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <FormPending value={isPending}>{children}</FormPending>
    </form>
  );
}
