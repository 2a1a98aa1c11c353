/** URL parameters of the page: which notifications are shown. */
export interface NotificationsQuery {
  readonly onlyUnread: boolean;
}

/** Only unread notifications, unless `show=all`. */
export function toNotificationsQuery(params: Record<string, string | string[] | undefined>): NotificationsQuery {
  return { onlyUnread: params.show !== 'all' };
}

export function notificationsHref({ onlyUnread }: NotificationsQuery): string {
  return onlyUnread ? '/notices' : '/notices?show=all';
}
