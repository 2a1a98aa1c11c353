import 'server-only';
import { getDb } from '@/lib/db/client';
import { findInviteByHash } from '@/lib/db/queries/invites';
import { consumeAllowance } from '@/lib/db/writes/allowances';
import type { Origin } from '@/lib/db/writes/audit';
import { log } from '@/lib/log';
import { systemScope } from '@/lib/scope';
import { renewInvite } from './change-invite';
import { hashInviteToken, parseInviteToken } from './invite-token';

/**
 * "E-mail me a new link" on the page of a dead invite. Renews the invite and mails the address on file, if the token
 * ever belonged to one that was not revoked; the caller says the same whatever happened here.
 */
export async function requestNewLink(token: string, origin: Origin): Promise<void> {
  const scope = systemScope('new link asked for');
  const db = await getDb();
  const parsed = parseInviteToken(token);
  if (parsed === null) return;
  const byAddress = { name: 'new_link_address', key: origin.address ?? 'unknown', points: 10, seconds: 3600 };
  if ((await consumeAllowance(scope, db, byAddress)) > 0) return;
  const found = await findInviteByHash(scope, db, hashInviteToken(parsed));
  if (!found || found.invite.revokedAt !== null) return;
  const byInvite = { name: 'new_link_invite', key: found.invite.id, points: 3, seconds: 3600 };
  if ((await consumeAllowance(scope, db, byInvite)) > 0) return;
  const renewed = await renewInvite(scope, found.invite.id, origin);
  if (!renewed.ok) log.info({ inviteId: found.invite.id }, 'an invite was renewed by two requests at once');
}
