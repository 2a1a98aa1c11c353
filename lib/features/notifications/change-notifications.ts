import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { markNotificationsRead, markNotificationsReadThrough, setDigest } from './writes';

/** Marks one notification, or all up to one, as read by this person only. */
export async function readNotificationsNow(
  scope: StaffScope,
  what: { readonly id: number } | { readonly throughId: number },
  origin: Origin,
): Promise<void> {
  const db = await getDb();
  if ('id' in what) return markNotificationsRead(scope, db, [what.id], origin);
  return markNotificationsReadThrough(scope, db, what.throughId, origin);
}

/** False when it was so before. */
export async function switchDigest(scope: StaffScope, isOn: boolean, origin: Origin): Promise<boolean> {
  return setDigest(scope, await getDb(), isOn, origin);
}
