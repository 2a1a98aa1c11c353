import 'server-only';
import { passwordLinkAddress } from '@/lib/features/password/password-link';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { canMail } from '@/lib/platform/mail/can-mail';
import { listStaff, type OpenInvite } from './queries';
import { type StaffInvite, type StaffItem, toStaffState } from './staff-view.rules';

/** Everybody on the team, for admins; empty for all others. */
export async function readTeam(
  scope: StaffScope,
  { sessionIdleMs }: { readonly sessionIdleMs: number },
): Promise<readonly StaffItem[]> {
  if (scope.role !== 'admin') return [];
  const now = new Date();
  const rows = await listStaff(scope, await getDb(), { now, idleSince: new Date(now.getTime() - sessionIdleMs) });
  return rows.map(({ openInvite, createdAt, lastSeenAt, hasWayIn, ...row }) => {
    const state = toStaffState({ isDisabled: row.isDisabled, hasWayIn, hasOpenInvite: openInvite !== null });
    return {
      ...row,
      state,
      isYou: row.id === scope.userId,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      invite: openInvite && state === 'invited' ? toInvite(openInvite) : null,
    };
  });
}

function toInvite({ id, expiresAt, mailState, mailReason }: OpenInvite): StaffInvite {
  const isLost = canMail() && (mailState === 'bounced' || mailState === 'failed');
  return {
    expiresAt: expiresAt.toISOString(),
    problem: isLost ? (mailReason ?? 'The mail server refused it.') : null,
    link: canMail() ? null : passwordLinkAddress(id),
  };
}
