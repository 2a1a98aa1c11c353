import 'server-only';
import { getDb } from '@/lib/db/client';
import { listUnanswered } from '@/lib/db/queries/invites';
import { recordReminder } from '@/lib/db/writes/invites';
import { env } from '@/lib/env';
import { statusRule } from '@/lib/kyb/status';
import { systemScope } from '@/lib/scope';
import { queueMail } from './queue-mail';

const DAY_MS = 24 * 60 * 60_000;
const BATCH = 500;

/**
 * Mails reminders of invites that nobody has answered, on the configured days after the invite, with the same living
 * link. Never while it is upstream's turn, never after the customer has started or asked for no more.
 */
export async function remindUnanswered(now: Date = new Date()): Promise<void> {
  const { reminderDays } = env();
  const scope = systemScope('reminders');
  const db = await getDb();
  const candidates = await listUnanswered(scope, db, { now, maxReminders: reminderDays.length, limit: BATCH });
  for (const invite of candidates) {
    const day = reminderDays[invite.remindersSent];
    const isDue = day !== undefined && now.getTime() - invite.createdAt.getTime() >= day * DAY_MS;
    if (!isDue || statusRule(invite.status).turn !== 'needs_customer') continue;
    const number = invite.remindersSent + 1;
    if (!(await recordReminder(scope, db, invite.id, number, now))) continue;
    await queueMail(scope, db, {
      kind: 'reminder',
      occasion: `reminder:${invite.id}:${number}`,
      email: invite.email,
      locale: invite.locale,
      customerId: invite.customerId,
      inviteId: invite.id,
    });
  }
}
