import 'server-only';
import { readReentry, reminderSetting } from '@/lib/features/settings/rule-settings';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { isEditable, KYB_STATUSES } from '@/lib/kyb/status';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { enqueueMail, newMail } from '@/lib/platform/mail/queue-mail';
import { listRemindable } from './queries';
import { recordReminder } from './writes';

const BATCH = 200;

/**
 * Mails reminders of unanswered invites on the configured days after the invite or its renewal, with the same link.
 * Never while it is upstream's turn, by a fresh read; never after the customer has started or unsubscribed.
 */
export async function remindUnanswered(now: Date = new Date()): Promise<void> {
  const [{ isOn, days }, reentry] = await Promise.all([reminderSetting.read(), readReentry()]);
  if (!isOn) return;
  const isOpen = (status: string) => isEditable(status, reentry);
  const scope = systemScope('reminders');
  const db = await getDb();
  const statuses = KYB_STATUSES.filter(isOpen);
  const due = await listRemindable(scope, db, { now, days, statuses, limit: BATCH });
  for (const { invite, customer } of due) {
    const fresh = await syncCustomer(scope, customer, { source: 'sweep', priority: 'background' });
    if (!fresh.ok || !isOpen(fresh.value.status)) continue;
    const { id, generation, email, locale, customerId } = invite;
    const number = invite.remindersSent + 1;
    const dedupeKey = `reminder:${id}:${generation}:${number}`;
    const mail = newMail({ kind: 'reminder', dedupeKey, email, locale, customerId, inviteId: id }, now);
    if (await recordReminder(scope, db, { inviteId: id, number, mail })) await enqueueMail(mail.id);
  }
}
