'use client';

import { useEffect, useState } from 'react';
import type { Elements } from '@/components/ui/elements';
import { FormPending } from '@/components/ui/form-pending';

/** What a page passes to a form that the browser submits itself. */
export interface DocumentTarget {
  /** `actionField` of the action. */
  readonly actionField: string;
  /** Path of the page, to return to when the request fails. */
  readonly returnTo: string;
}

interface DocumentFormProps extends DocumentTarget {
  readonly className?: string;
  readonly children: Elements;
}

/** After this a person who stopped the loading page may submit again. */
const PENDING_MS = 10_000;

/**
 * A form that the browser submits itself, with or without scripts, so that the response's redirect is the browser's
 * own. Scripts only show that it is under way and ignore a second click.
 */
export function DocumentForm({ actionField, returnTo, className, children }: DocumentFormProps) {
  const [isPending, setIsPending] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const end = () => setIsPending(false);
    const timer = setTimeout(end, PENDING_MS);
    // Back from the form, from the browser's memory of the page.
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
