import 'server-only';
import { getDb } from '@/lib/db/client';
import { listStaff, type OpenInvite } from '@/lib/db/queries/team';
import { type StaffInvite, type StaffItem, toStaffState } from '@/lib/kyb/staff-view';
import type { StaffScope } from '@/lib/scope';
import { passwordLinkAddress } from './password-link';
import { canMail } from './read-invites';

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
