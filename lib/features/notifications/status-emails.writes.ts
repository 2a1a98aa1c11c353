import 'server-only';
import { listAddressees } from '@/lib/features/customers/addressees.queries';
import { STATUS_MAILS_SETTING, toStatusMailRule } from '@/lib/features/settings/settings.rules';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { MailKind } from '@/lib/platform/db/column-values';
import { insertMail } from '@/lib/platform/mail/mails.writes';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';

/** The changes a customer hears of by mail. */
const NEWS: Readonly<Record<string, MailKind>> = {
  PENDING_RESPONSE: 'response_needed',
  REJECTED: 'rejected',
  APPROVED: 'approved',
};

/**
 * Puts mails about a status change into the outbox for everyone with access, in the transaction of the change: one mail
 * per change and address, even after a crash. None where the partner notifies its users itself.
 */
export async function queueStatusEmails(
  scope: Scope,
  tx: Db,
  change: { readonly customerId: string; readonly status: string; readonly now: Date },
): Promise<void> {
  const { customerId, status, now } = change;
  const kind = NEWS[status];
  if (kind === undefined) return;
  if (toStatusMailRule(await getSetting(scope, tx, STATUS_MAILS_SETTING)).isPartnersOwn) return;
  for (const { email, locale, inviteId } of await listAddressees(scope, tx, customerId))
    await insertMail(scope, tx, {
      id: crypto.randomUUID(),
      kind,
      dedupeKey: `news:${customerId}:${status}:${now.getTime()}:${inviteId ?? 'own'}`,
      email,
      locale,
      customerId,
      inviteId,
      facts: {},
      now,
    });
}
