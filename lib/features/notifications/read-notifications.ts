import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { NOTIFICATION_KINDS, type NotificationKind } from '@/lib/platform/db/column-values';
import { countUnreadNotifications, hasDigest, listNotifications } from './queries';
import { NOTIFICATION_COUNT_MAX, NOTIFICATION_DAYS, NOTIFICATIONS_SHOWN, type NotificationItem } from './rules';

const DAY_MS = 24 * 60 * 60_000;

export interface NotificationsView {
  readonly sections: readonly { readonly kind: NotificationKind; readonly items: readonly NotificationItem[] }[];
  readonly unreadCount: number;
  /** The newest notification on the page: "mark all as read" covers up to here, not what arrives meanwhile. */
  readonly newestId: number | null;
  readonly hasDigest: boolean;
}

export async function readNotifications(
  scope: StaffScope,
  filter: { readonly onlyUnread: boolean },
): Promise<NotificationsView> {
  const db = await getDb();
  const since = new Date(Date.now() - NOTIFICATION_DAYS * DAY_MS);
  const sections = [];
  for (const kind of NOTIFICATION_KINDS) {
    const selection = { kind, since, onlyUnread: filter.onlyUnread, limit: NOTIFICATIONS_SHOWN };
    sections.push({ kind, items: await listNotifications(scope, db, selection) });
  }
  const ids = sections.flatMap(({ items }) => items.map(({ id }) => id));
  return {
    sections,
    unreadCount: await countUnread(scope),
    newestId: ids.length === 0 ? null : Math.max(...ids),
    hasDigest: await hasDigest(scope, db),
  };
}

/** For the bell: at most one more than it shows. */
export async function countUnread(scope: StaffScope): Promise<number> {
  return countUnreadNotifications(scope, await getDb(), { max: NOTIFICATION_COUNT_MAX + 1 });
}
