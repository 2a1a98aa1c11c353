/** Which notifications are shown; in the page's URL. */
export interface NotificationsQuery {
  readonly onlyUnread: boolean;
}

/** Values that cannot be understood are left out: then new ones are shown. */
export function toNotificationsQuery(params: Record<string, string | string[] | undefined>): NotificationsQuery {
  return { onlyUnread: params.show !== 'all' };
}

export function notificationsHref({ onlyUnread }: NotificationsQuery): string {
  return onlyUnread ? '/notices' : '/notices?show=all';
}
