/** Query of the audit log: the URL parameters of the page and of its export. */
export const ACTIVITY_FILTERS = ['act', 'outcome', 'actor', 'customer', 'from', 'to'] as const;
type ActivityFilter = (typeof ACTIVITY_FILTERS)[number];
export const ACTIVITY_PARAMS = [...ACTIVITY_FILTERS, 'older'] as const;

/** Each empty if not given. `from` and `to` are UTC days or instants; `older` is an opaque cursor. */
export type ActivityQuery = Readonly<Record<ActivityFilter | 'older', string>>;

/** Reads the query from a page's `searchParams`; the first of repeated parameters counts. */
export function toActivityQuery(params: Record<string, string | string[] | undefined>): ActivityQuery {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  };
  return {
    act: one('act'),
    outcome: one('outcome'),
    actor: one('actor'),
    customer: one('customer'),
    from: one('from'),
    to: one('to'),
    older: one('older'),
  };
}

function withQuery(path: string, params: Readonly<Record<string, string>>): string {
  const given = Object.entries(params).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

export function activityHref(query: ActivityQuery): string {
  return withQuery('/activity', query);
}

/** The export holds everything that matches, whatever page is open. */
export function activityExportHref(query: ActivityQuery, format: 'csv' | 'json'): string {
  return withQuery('/activity/export', { ...query, older: '', format });
}

export function hasActivityFilter(query: ActivityQuery): boolean {
  return ACTIVITY_FILTERS.some((name) => query[name] !== '');
}
