import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { NOTICE_KINDS, type NoticeKind } from '@/lib/platform/db/column-values';
import { countUnreadNotices, hasDigest, listNotices } from './queries';
import { NOTICE_COUNT_MAX, NOTICE_DAYS, NOTICES_SHOWN, type NoticeItem } from './rules';

const DAY_MS = 24 * 60 * 60_000;

export interface NoticesReading {
  readonly sections: readonly { readonly kind: NoticeKind; readonly items: readonly NoticeItem[] }[];
  readonly unreadCount: number;
  /** The newest notice on the page: "mark all as read" reaches up to here and not to what comes meanwhile. */
  readonly newestId: number | null;
  readonly hasDigest: boolean;
}

export async function readNotices(
  scope: StaffScope,
  filter: { readonly onlyUnread: boolean },
): Promise<NoticesReading> {
  const db = await getDb();
  const since = new Date(Date.now() - NOTICE_DAYS * DAY_MS);
  const sections = [];
  for (const kind of NOTICE_KINDS) {
    const selection = { kind, since, onlyUnread: filter.onlyUnread, limit: NOTICES_SHOWN };
    sections.push({ kind, items: await listNotices(scope, db, selection) });
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
  return countUnreadNotices(scope, await getDb(), { max: NOTICE_COUNT_MAX + 1 });
}
