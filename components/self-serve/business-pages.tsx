import { fill, type Sentences } from '@/lib/platform/i18n/catalogue';
import { buttonClass } from '../ui/button-class';

interface BusinessPagesProps {
  readonly shown: { readonly page: number; readonly pages: number; readonly first: number; readonly total: number };
  /** Number of businesses on this page. */
  readonly count: number;
  readonly text: Sentences;
}

/** Range and page links of a customer's businesses. Renders nothing if there is only one page. */
export function BusinessPages({ shown, count, text }: BusinessPagesProps) {
  const { page, pages, first, total } = shown;
  if (pages === 1) return null;
  return (
    <nav aria-label={text.businessesTitle} className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-sm text-muted">{fill(text.businessesRange, { from: first, to: first + count - 1, total })}</p>
      <div className="flex gap-2">
        {page > 1 && <PageLink to={page - 1} label={text.pagePrevious} />}
        {page < pages && <PageLink to={page + 1} label={text.pageNext} />}
      </div>
    </nav>
  );
}

function PageLink({ to, label }: { readonly to: number; readonly label: string }) {
  return (
    <a href={`/onboarding?page=${to}`} className={buttonClass({ variant: 'secondary', size: 'sm' })}>
      {label}
    </a>
  );
}
