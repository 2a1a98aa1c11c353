import 'server-only';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { canMail } from '@/lib/platform/mail/can-mail';
import { queueMail } from '@/lib/platform/mail/queue-mail';
import { listDigestReaders, listNotifications } from './queries';
import { DIGEST_HOUR } from './rules';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Puts the daily mail into the outbox for all who want it and have something unread of the day before. Runs every hour,
 * so that a portal that was down at the set hour sends it later that day; the dedupe key makes it one per person and
 * day.
 */
export async function sendDigests(now: Date = new Date()): Promise<void> {
  const until = new Date(now);
  until.setUTCHours(DIGEST_HOUR, 0, 0, 0);
  if (now < until || !canMail()) return;
  const since = new Date(until.getTime() - DAY_MS);
  const db = await getDb();
  const scope = systemScope('daily mail');
  for (const { userId, email } of await listDigestReaders(scope, db)) {
    const selection = { since, before: until, onlyUnread: true, limit: 1 };
    const unread = await listNotifications({ ...scope, userId }, db, selection);
    if (unread.length === 0) continue;
    await queueMail(scope, db, {
      kind: 'digest',
      dedupeKey: `digest:${userId}:${until.toISOString().slice(0, 10)}`,
      email,
      locale: 'en',
      customerId: null,
      inviteId: null,
      facts: { userId, since: since.toISOString(), before: until.toISOString() },
    });
  }
}
