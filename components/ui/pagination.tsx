import { LinkButton } from './button';

interface PaginationProps {
  /** What is paged, for screen readers: "Customers". */
  readonly label: string;
  readonly newerHref: string | null;
  readonly olderHref: string | null;
}

/** Newer and older pages of a list by date. Renders nothing when there is one page only. */
export function Pagination({ label, newerHref, olderHref }: PaginationProps) {
  if (newerHref === null && olderHref === null) return null;
  return (
    <nav aria-label={`${label}, pages`} className="flex justify-end gap-2">
      {newerHref !== null && (
        <LinkButton href={newerHref} size="sm">
          Newer
        </LinkButton>
      )}
      {olderHref !== null && (
        <LinkButton href={olderHref} size="sm">
          Older
        </LinkButton>
      )}
    </nav>
  );
}
