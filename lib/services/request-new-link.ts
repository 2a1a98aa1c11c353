import 'server-only';
import { getDb } from '@/lib/db/client';
import { findInviteByHash } from '@/lib/db/queries/invites';
import { consumeAllowance } from '@/lib/db/writes/allowances';
import type { Origin } from '@/lib/db/writes/audit';
import { networkKey } from '@/lib/db/writes/network-key';
import { log } from '@/lib/log';
import { systemScope } from '@/lib/scope';
import { isLiving, renewInvite, resendInvite } from './change-invite';
import { hashInviteToken, parseInviteToken } from './invite-token';

/**
 * "E-mail me a new link" on the page of a dead link. Mails the address on file, if the token ever belonged to an invite
 * that was not revoked; the caller says the same whatever happened here. An expired invite is renewed. One that lives
 * under a newer link is sent again, so that whoever holds an old link cannot kill the one the customer works with.
 */
export async function requestNewLink(token: string, origin: Origin): Promise<void> {
  const scope = systemScope('new link asked for');
  const db = await getDb();
  const parsed = parseInviteToken(token);
  if (parsed === null) return;
  const byAddress = { name: 'new_link_address', key: networkKey(origin.address), points: 10, seconds: 3600 };
  if ((await consumeAllowance(scope, db, byAddress)) > 0) return;
  const found = await findInviteByHash(scope, db, hashInviteToken(parsed));
  if (!found || found.invite.revokedAt !== null) return;
  const byInvite = { name: 'new_link_invite', key: found.invite.id, points: 3, seconds: 3600 };
  if ((await consumeAllowance(scope, db, byInvite)) > 0) return;
  const { id } = found.invite;
  const sent = isLiving(found.invite) ? await resendInvite(scope, id, origin) : await renewInvite(scope, id, origin);
  if (!sent.ok) log.info({ inviteId: id }, 'an invite was changed while a new link was asked for');
}
