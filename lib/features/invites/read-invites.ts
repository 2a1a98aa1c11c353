import 'server-only';
import { toInviteState } from '@/lib/features/customers/invite-state.rules';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { qrCode } from '@/lib/platform/files/qr-code';
import { isLiving } from './change-invite';
import { inviteLink } from './invite-token';
import type { InviteItem } from './invite-view.rules';
import { listInvitesOf } from './queries';

const JUST_MS = 10 * 60_000;

/** The invites of a customer for its page. The link is shown only to those who may also send it. */
export async function readInvites(scope: StaffScope, customerId: string): Promise<readonly InviteItem[]> {
  const now = new Date();
  const invites = await listInvitesOf(scope, await getDb(), customerId);
  return invites.map((invite) => {
    const lives = isLiving(invite, now);
    const link = lives && scope.role !== 'viewer' ? inviteLink(invite) : null;
    return {
      id: invite.id,
      email: invite.email,
      locale: invite.locale,
      state: toInviteState(invite, now),
      reason: invite.reason,
      createdAt: invite.createdAt.toISOString(),
      expiresAt: invite.expiresAt.toISOString(),
      viewCount: invite.viewCount,
      startedAt: invite.startedAt?.toISOString() ?? null,
      remindersSent: invite.remindersSent,
      hasStoppedReminders: invite.remindersStoppedAt !== null,
      isLiving: lives,
      isJustRevoked: invite.revokedAt !== null && now.getTime() - invite.revokedAt.getTime() < JUST_MS,
      link,
      qrCode: link === null ? null : qrCode(link),
    };
  });
}
