import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { invites } from '@/lib/db/schema/invites';
import type { MailKind } from '@/lib/kyb/invite-view';
import type { Scope } from '@/lib/scope';
import { insertMail } from './mails';

/** The changes a customer hears of by mail. */
const NEWS: Readonly<Record<string, MailKind>> = {
  PENDING_RESPONSE: 'response_needed',
  REJECTED: 'rejected',
  APPROVED: 'approved',
};

/**
 * Puts the news of a status change into the outbox for everybody who was invited, in the transaction of the change
 * itself: one mail per change and address, also when a crash follows.
 */
export async function queueNews(
  scope: Scope,
  tx: Db,
  change: { readonly customerId: string; readonly status: string; readonly now: Date },
): Promise<void> {
  const kind = NEWS[change.status];
  if (kind === undefined) return;
  const invited = await tx
    .select({ id: invites.id, email: invites.email, locale: invites.locale })
    .from(invites)
    .where(and(eq(invites.customerId, change.customerId), isNull(invites.revokedAt)));
  for (const { id, email, locale } of invited)
    await insertMail(scope, tx, {
      id: crypto.randomUUID(),
      kind,
      occasion: `news:${change.customerId}:${change.status}:${change.now.getTime()}:${id}`,
      email,
      locale,
      customerId: change.customerId,
      inviteId: id,
      facts: {},
      now: change.now,
    });
}
