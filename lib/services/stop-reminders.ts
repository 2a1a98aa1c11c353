import 'server-only';
import { getDb } from '@/lib/db/client';
import { findInviteByHash } from '@/lib/db/queries/invites';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { stopReminders as storeStop } from '@/lib/db/writes/invites';
import { systemScope } from '@/lib/scope';
import { hashInviteToken, parseInviteToken } from './invite-token';
import { inviteScope } from './read-invite';

/** No more reminders of this invite; the invite itself lives on. Says nothing about whether there was one. */
export async function stopReminders(token: string, origin: Origin): Promise<void> {
  const parsed = parseInviteToken(token);
  if (parsed === null) return;
  const scope = systemScope('reminders');
  const db = await getDb();
  const found = await findInviteByHash(scope, db, hashInviteToken(parsed));
  if (!found || found.invite.remindersStoppedAt !== null) return;
  await storeStop(scope, db, found.invite.id, new Date());
  const { customerId } = found.invite;
  await insertAudit(inviteScope(found), db, { act: 'reminders.stopped', outcome: 'ok', customerId, origin });
}
