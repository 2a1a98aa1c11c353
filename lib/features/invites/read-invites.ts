import 'server-only';
import { encode } from 'uqr';
import { env } from '@/lib/env';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { isLiving } from './change-invite';
import { inviteLink } from './invite-token';
import { type InviteItem, toInviteState } from './invite-view.rules';
import { listInvitesOf } from './queries';

const JUST_MS = 10 * 60_000;

/** Whether mails go out at all; without a mail server invites can only be copied. */
export function canMail(): boolean {
  return env().smtpUrl !== null;
}

/** The invites of a customer for its page. The living link is shown only to those who may also send it. */
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

/** A QR code of a link as an SVG in a `data:` URL, for a phone in the same room; neighbouring squares are one shape. */
export function qrCode(link: string): string {
  const { data, size } = encode(link, { border: 4 });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${runs.join('')}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
