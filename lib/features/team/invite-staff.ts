import 'server-only';
import { newPasswordLink } from '@/lib/features/password/password-link';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffRole, StaffScope } from '@/lib/platform/auth/scope';
import { getStaffAccount } from '@/lib/platform/auth/staff.queries';
import { getDb } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import { enqueueMail, newMail } from '@/lib/platform/mail/queue-mail';
import { err, ok, type Result } from '@/lib/result';
import { passwordLinkDedupeKey } from './queries';
import type { StaffInviteInput } from './team-input.rules';
import { insertInvitedStaff, renewStaffInvite, type StaffInvitation } from './writes';

interface Invitee {
  readonly userId: string;
  readonly email: string;
  readonly role: StaffRole;
}

function toInvitation(scope: StaffScope, { userId, email, role }: Invitee, origin: Origin): StaffInvitation {
  const now = new Date();
  const link = newPasswordLink({ userId, purpose: 'invite', createdBy: scope.userId, now });
  const dedupeKey = passwordLinkDedupeKey(link.id);
  const about = { locale: DEFAULT_LOCALE, customerId: null, inviteId: null, facts: { linkId: link.id } };
  return { email, role, link, mail: newMail({ kind: 'staff_invite', dedupeKey, email, ...about }, now), origin };
}

/**
 * Invites somebody to the team by e-mail: an account without a password, and a link to set one.
 * Errors: `forbidden`, `conflict` (`already_on_team`).
 */
export async function inviteStaff(
  scope: StaffScope,
  { email, role }: StaffInviteInput,
  origin: Origin,
): Promise<Result<null>> {
  const invitation = toInvitation(scope, { userId: crypto.randomUUID(), email, role }, origin);
  const outcome = await insertInvitedStaff(scope, await getDb(), invitation);
  if (outcome === 'not_admin') return err({ kind: 'forbidden', retryable: false });
  if (outcome === 'exists') return err({ kind: 'conflict', reason: 'already_on_team', retryable: false });
  await enqueueMail(invitation.mail.id);
  return ok(null);
}

/**
 * A new link for somebody who has not set a password yet; the old one stops working.
 * Errors: `forbidden`, `not_found`, `conflict` (`not_invited`: has a password already, or is disabled).
 */
export async function inviteStaffAgain(scope: StaffScope, userId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const account = await getStaffAccount(scope, db, userId);
  if (!account) return err({ kind: 'not_found', retryable: false });
  const invitation = toInvitation(scope, { userId, ...account }, origin);
  const outcome = await renewStaffInvite(scope, db, invitation);
  if (outcome === 'not_admin') return err({ kind: 'forbidden', retryable: false });
  if (outcome === 'not_invited') return err({ kind: 'conflict', reason: 'not_invited', retryable: false });
  await enqueueMail(invitation.mail.id);
  return ok(null);
}
