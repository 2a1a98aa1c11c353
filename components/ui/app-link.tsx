'use client';

import { useRouter } from 'next/navigation';
import { type AnchorHTMLAttributes, type MouseEvent, useTransition } from 'react';

interface AppLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** A path of ours. */
  readonly href: string;
}

/**
 * A link to another of our pages, opened without loading the document again. Unlike `next/link` it never prefetches,
 * which this portal must not do (law 1), and weighs a tenth of it. `data-pending` while the page is loading.
 */
export function AppLink({ href, ...anchor }: AppLinkProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const open = (event: MouseEvent) => {
    // Anything but a plain click (a new tab, a download) is left to the browser.
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  };
  return <a {...anchor} href={href} onClick={open} data-pending={isPending || undefined} />;
}
