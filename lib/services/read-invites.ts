import 'server-only';
import { renderSVG } from 'uqr';
import { getDb } from '@/lib/db/client';
import { listInvitesOf } from '@/lib/db/queries/invites';
import { type InviteItem, toInviteState } from '@/lib/kyb/invite-view';
import type { StaffScope } from '@/lib/scope';
import { isLiving } from './change-invite';
import { inviteLink } from './invite-token';

/** The invites of a customer for its page. The living link is shown only to those who may also send it. */
export async function readInvites(scope: StaffScope, customerId: string): Promise<readonly InviteItem[]> {
  const now = new Date();
  const invites = await listInvitesOf(scope, await getDb(), customerId);
  return invites.map((invite) => {
    const mayCopy = scope.role !== 'viewer' && isLiving(invite, now);
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
      link: mayCopy ? inviteLink(invite) : null,
    };
  });
}

/** A QR code of a link as an SVG in a `data:` URL, for a phone in the same room. */
export function qrCode(link: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(renderSVG(link, { border: 2 })).toString('base64')}`;
}
