/** What staff do with an invite after it was made: send it again, renew it, revoke it. */
import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import { notifyChange } from '@/lib/platform/db/changes';
import { getDb } from '@/lib/platform/db/client';
import { enqueueMail, type MailRequest, newMail, queueMail } from '@/lib/platform/mail/queue-mail';
import { err, ok, type Result } from '@/lib/result';
import { inviteExpiry } from './invite-customer';
import { hashInviteToken, inviteToken } from './invite-token';
import { getInvite, type Invite } from './queries';
import { renewInvite as storeRenewal, revokeInvite as storeRevocation } from './writes';

/**
 * Mails the same link again, once per dedupe key; without one, once a minute. Errors: `not_found`, `conflict`
 * (`invite_dead`).
 */
export async function resendInvite(
  scope: StaffScope | SystemScope,
  inviteId: string,
  origin: Origin,
  dedupeKey?: string,
): Promise<Result<null>> {
  const db = await getDb();
  const invite = await getInvite(scope, db, inviteId);
  if (!invite) return err({ kind: 'not_found', retryable: false });
  if (!isLiving(invite)) return err({ kind: 'conflict', reason: 'invite_dead', retryable: false });
  // A second request within the same minute has the same dedupe key.
  const minute = Math.floor(Date.now() / 60_000);
  const isNew = await queueMail(
    scope,
    db,
    mailOf(invite, dedupeKey ?? `invite:${invite.id}:${invite.generation}:${minute}`),
  );
  if (isNew) {
    await insertAudit(scope, db, { act: 'invite.sent_again', outcome: 'ok', customerId: invite.customerId, origin });
    await notifyChange(db, invite.customerId);
  }
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
  const { id, customerId } = invite;
  const generation = invite.generation + 1;
  const now = new Date();
  const mail = newMail(mailOf(invite, `invite:${id}:${generation}`), now);
  const tokenHash = hashInviteToken(inviteToken(id, generation));
  const next = { tokenHash, now, expiresAt: inviteExpiry(now), mail };
  const isRenewed = await storeRenewal(scope, db, { id, customerId, expected: invite.generation }, next, { origin });
  if (!isRenewed) return err({ kind: 'conflict', reason: 'invite_dead', retryable: false });
  await enqueueMail(mail.id);
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

function mailOf({ id, email, locale, customerId }: Invite, dedupeKey: string): MailRequest {
  return { kind: 'invite', dedupeKey, email, locale, customerId, inviteId: id };
}
