import { LinkButton } from './button';

interface PaginationProps {
  /** What is paged, for screen readers: "Customers". */
  readonly label: string;
  readonly newerHref: string | null;
  /** For lists that lead back to their beginning only. */
  readonly newerLabel?: string;
  readonly olderHref: string | null;
  readonly olderLabel?: string;
}

/** Newer and older pages of a list by date. Renders nothing when there is one page only. */
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
