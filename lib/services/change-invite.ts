/** What staff do with an invite after it was made: send it again, renew it, revoke it. */
import 'server-only';
import { getDb } from '@/lib/db/client';
import { getInvite, type Invite } from '@/lib/db/queries/invites';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { renewInvite as storeRenewal, revokeInvite as storeRevocation } from '@/lib/db/writes/invites';
import { err, ok, type Result } from '@/lib/result';
import type { StaffScope, SystemScope } from '@/lib/scope';
import { inviteExpiry } from './invite-customer';
import { hashInviteToken, inviteToken } from './invite-token';
import { queueMail } from './queue-mail';

/** Mails the same living link again. Errors: `not_found`, `conflict` (`invite_dead`). */
export async function resendInvite(scope: StaffScope, inviteId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const invite = await getInvite(scope, db, inviteId);
  if (!invite) return err({ kind: 'not_found', retryable: false });
  if (!isLiving(invite)) return err({ kind: 'conflict', reason: 'invite_dead', retryable: false });
  await mailInvite(scope, invite, invite.generation);
  await insertAudit(scope, db, { act: 'invite.sent_again', outcome: 'ok', customerId: invite.customerId, origin });
  return ok(null);
}

/** Gives the invite a new link and new days, and mails it; the old link dies. Errors: as `resendInvite`. */
export async function renewInvite(
  scope: StaffScope | SystemScope,
  inviteId: string,
  origin: Origin,
): Promise<Result<null>> {
  const db = await getDb();
  const invite = await getInvite(scope, db, inviteId);
  if (!invite) return err({ kind: 'not_found', retryable: false });
  const generation = invite.generation + 1;
  const next = { tokenHash: hashInviteToken(inviteToken(invite.id, generation)), expiresAt: inviteExpiry(new Date()) };
  const { id, customerId } = invite;
  const isRenewed = await storeRenewal(scope, db, { id, customerId, expected: invite.generation }, next, { origin });
  if (!isRenewed) return err({ kind: 'conflict', reason: 'invite_dead', retryable: false });
  await mailInvite(scope, invite, generation);
  return ok(null);
}

/** Ends the invite for good. Errors: as `resendInvite`. */
export async function revokeInvite(scope: StaffScope, inviteId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const invite = await getInvite(scope, db, inviteId);
  if (!invite) return err({ kind: 'not_found', retryable: false });
  const { id, customerId } = invite;
  const isRevoked = await storeRevocation(scope, db, { id, customerId, now: new Date() }, { origin });
  return isRevoked ? ok(null) : err({ kind: 'conflict', reason: 'invite_dead', retryable: false });
}

export function isLiving(invite: Pick<Invite, 'revokedAt' | 'expiresAt'>, now: Date = new Date()): boolean {
  return invite.revokedAt === null && invite.expiresAt > now;
}

async function mailInvite(scope: StaffScope | SystemScope, invite: Invite, generation: number): Promise<void> {
  // A second press within the same minute is the same occasion.
  const minute = Math.floor(Date.now() / 60_000);
  await queueMail(scope, await getDb(), {
    kind: 'invite',
    occasion: `invite:${invite.id}:${generation}:${minute}`,
    email: invite.email,
    locale: invite.locale,
    customerId: invite.customerId,
    inviteId: invite.id,
  });
}
