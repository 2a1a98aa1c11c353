import 'server-only';
import { hashInviteToken, parseInviteToken } from '@/lib/features/invites/invite-token';
import { findInviteByHash } from '@/lib/features/invites/queries';
import { stopReminders as storeStop } from '@/lib/features/invites/writes';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
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
