import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { isEditable } from '@/lib/kyb/status';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { enqueueMail, newMail } from '@/lib/platform/mail/queue-mail';
import { err, ok, type Result } from '@/lib/result';
import { isLiving } from './change-invite';
import { getInvite } from './queries';
import { recordReminder } from './writes';

/**
 * Mails a reminder of an invite because a person wants it; it counts as one of the automatic ones. `number` is the
 * reminder's own, so that asking twice for the same one sends one mail. It is sent only while it is the customer's
 * turn, by a fresh read, and never after the customer has started or unsubscribed. Errors: `not_found`, `not_editable`,
 * `conflict` (`not_remindable`), those of the upstream read.
 */
export async function remindByHand(
  scope: StaffScope,
  reminder: { readonly customerId: string; readonly inviteId: string; readonly number: number },
  origin: Origin,
): Promise<Result<null>> {
  const db = await getDb();
  const invite = await getInvite(scope, db, reminder.inviteId);
  const customer = await getCustomerRef(scope, db, reminder.customerId);
  if (!invite || !customer || invite.customerId !== customer.id) return err({ kind: 'not_found', retryable: false });
  const { id, generation, email, locale, customerId } = invite;
  const { number } = reminder;
  if (invite.remindersSent >= number) return ok(null);
  if (!isLiving(invite) || invite.startedAt !== null || invite.remindersStoppedAt !== null)
    return err({ kind: 'conflict', reason: 'not_remindable', retryable: false });
  const fresh = await syncCustomer(scope, customer, { source: 'check', priority: 'background' });
  if (!fresh.ok) return fresh;
  const { status } = fresh.value;
  if (!isEditable(status, await readReentry())) return err({ kind: 'not_editable', status, retryable: false });
  const dedupeKey = `reminder:${id}:${generation}:${number}`;
  const mail = newMail({ kind: 'reminder', dedupeKey, email, locale, customerId, inviteId: id });
  const isRecorded = await recordReminder(scope, db, { inviteId: id, number, mail }, { origin });
  if (isRecorded) await enqueueMail(mail.id);
  return ok(null);
}
