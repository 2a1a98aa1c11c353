import 'server-only';
import { isLiving, renewInvite, resendInvite } from '@/lib/features/invites/change-invite';
import { hashInviteToken, parseInviteToken } from '@/lib/features/invites/invite-token';
import { findInviteByHash } from '@/lib/features/invites/queries';
import { log } from '@/lib/log';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { NEW_LINKS_PER_ADDRESS, NEW_LINKS_PER_INVITE } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';

/**
 * "Email me a new link" on the page of a dead link. Mails the address on file if the token ever belonged to an invite
 * that was not revoked; the response is always the same. An expired invite is renewed. One that lives under a newer
 * link is sent again, so that the holder of an old link cannot kill the customer's. Errors: `invalid_input` (part of
 * the link is missing), `rate_limited` (asked from one address too often).
 */
export async function requestNewLink(token: string, origin: Origin): Promise<Result<null>> {
  const scope = systemScope('new link asked for');
  const db = await getDb();
  const parsed = parseInviteToken(token);
  if (parsed === null) return err({ kind: 'invalid_input', retryable: false, fields: { token: 'incomplete' } });
  const byAddress = { ...NEW_LINKS_PER_ADDRESS, key: networkKey(origin.address) };
  const retryAfterMs = await consumeRateLimit(scope, db, byAddress);
  if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  const found = await findInviteByHash(scope, db, hashInviteToken(parsed));
  if (!found || found.invite.revokedAt !== null) return ok(null);
  const byInvite = { ...NEW_LINKS_PER_INVITE, key: found.invite.id };
  // Three mails of the hour are with the address already.
  if ((await consumeRateLimit(scope, db, byInvite)) > 0) return ok(null);
  const { id } = found.invite;
  const sent = isLiving(found.invite) ? await resendInvite(scope, id, origin) : await renewInvite(scope, id, origin);
  if (!sent.ok) log.info({ inviteId: id }, 'an invite was changed while a new link was asked for');
  return ok(null);
}
