import { useEffect, useRef } from 'react';

/**
 * Prefixes the tab's title with the number of unseen changes, "(2) Customers", until the tab is visible. `news` is the
 * count since the page was opened.
 */
export function useTabCount(news: number): void {
  const seen = useRef(0);
  useEffect(() => {
    const show = () => {
      seen.current = document.hidden ? Math.min(seen.current, news) : news;
      const unseen = news - seen.current;
      const bare = document.title.replace(/^\(\d+\) /, '');
      const title = unseen > 0 ? `(${unseen}) ${bare}` : bare;
      if (title !== document.title) document.title = title;
    };
    show();
    document.addEventListener('visibilitychange', show);
    return () => document.removeEventListener('visibilitychange', show);
  }, [news]);
}
