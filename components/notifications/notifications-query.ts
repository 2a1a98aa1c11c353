/** What of the notices is shown; in the page's URL. */
export interface NoticesQuery {
  readonly onlyUnread: boolean;
}

/** What cannot be understood is left out: then what is new is shown. */
export function toNoticesQuery(params: Record<string, string | string[] | undefined>): NoticesQuery {
  return { onlyUnread: params.show !== 'all' };
}

export function noticesHref({ onlyUnread }: NoticesQuery): string {
  return onlyUnread ? '/notices' : '/notices?show=all';
}
