import { LinkButton } from './button';

interface PaginationProps {
  /** Names the list for screen readers: "Customers". */
  readonly label: string;
  readonly newerHref: string | null;
  /** For lists that can only return to their start. */
  readonly newerLabel?: string;
  readonly olderHref: string | null;
  readonly olderLabel?: string;
}

/** Newer and older pages of a list by date. Renders nothing if there is only one page. */
export function Pagination({
  label,
  newerHref,
  newerLabel = 'Newer',
  olderHref,
  olderLabel = 'Older',
}: PaginationProps) {
  if (newerHref === null && olderHref === null) return null;
  return (
    <nav aria-label={`${label}, pages`} className="flex justify-end gap-2">
      {newerHref !== null && (
        <LinkButton href={newerHref} size="sm">
          {newerLabel}
        </LinkButton>
      )}
      {olderHref !== null && (
        <LinkButton href={olderHref} size="sm">
          {olderLabel}
        </LinkButton>
      )}
    </nav>
  );
}
