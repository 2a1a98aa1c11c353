/** What of the notices is shown; in the page's URL. */
export interface NotificationsQuery {
  readonly onlyUnread: boolean;
}

/** What cannot be understood is left out: then what is new is shown. */
export function toNotificationsQuery(params: Record<string, string | string[] | undefined>): NotificationsQuery {
  return { onlyUnread: params.show !== 'all' };
}

export function notificationsHref({ onlyUnread }: NotificationsQuery): string {
  return onlyUnread ? '/notices' : '/notices?show=all';
}
