import 'server-only';
import { and, eq, lt, ne } from 'drizzle-orm';
import type { Db } from '@/lib/platform/db/client';
import { devices } from '@/lib/platform/db/schema/devices';
import { sessions } from '@/lib/platform/db/schema/sessions';
import type { SystemScope } from './scope';

export interface SeenDevice {
  readonly userId: string;
  /** Null where the browser brought no cookie. */
  readonly deviceHash: string | null;
  /** The session that has just begun. */
  readonly sessionIdHash: string;
  readonly now: Date;
}

/** Remembers that an account was used on a device. `first`: first sign-in ever, so no new-device mail. */
export async function noteDevice(_scope: SystemScope, db: Db, seen: SeenDevice): Promise<'known' | 'new' | 'first'> {
  const { userId, deviceHash, sessionIdHash, now } = seen;
  if (deviceHash !== null) {
    const known = await db
      .update(devices)
      .set({ lastSeenAt: now })
      .where(and(eq(devices.userId, userId), eq(devices.deviceHash, deviceHash)))
      .returning({ userId: devices.userId });
    if (known.length > 0) return 'known';
  }
  const [device] = await db.select({ id: devices.userId }).from(devices).where(eq(devices.userId, userId)).limit(1);
  const [session] = await db
    .select({ id: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.idHash, sessionIdHash)))
    .limit(1);
  if (deviceHash !== null)
    await db.insert(devices).values({ userId, deviceHash, firstSeenAt: now, lastSeenAt: now }).onConflictDoNothing();
  return device || session ? 'new' : 'first';
}

/** Forgets devices whose cookie is over. */
export async function pruneDevices(_scope: SystemScope, db: Db, unseenSince: Date): Promise<void> {
  await db.delete(devices).where(lt(devices.lastSeenAt, unseenSince));
}
