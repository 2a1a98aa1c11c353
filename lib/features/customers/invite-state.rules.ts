/** The one state that says most about a customer’s invite. */

import type { Tone } from '@/lib/kyb/status';
import type { MailState } from '@/lib/platform/db/column-values';

export const INVITE_STATES = [
  'queued',
  'sent',
  'not_delivered',
  'viewed',
  'started',
  'returned',
  'expired',
  'revoked',
] as const;

export type InviteState = (typeof INVITE_STATES)[number];

export const INVITE_STATE_TEXT: Readonly<Record<InviteState, string>> = {
  queued: 'Being sent',
  sent: 'Sent',
  not_delivered: 'Not delivered',
  viewed: 'Page viewed (perhaps by a mail scanner)',
  started: 'Started',
  returned: 'Returned from the form',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** The same beside a customer in the list, where there is room for a few words. */
export const INVITE_STATE_NOTE: Readonly<Record<InviteState, string>> = {
  queued: 'Invite being sent',
  sent: 'Invite sent',
  not_delivered: 'Invite not delivered',
  viewed: 'Invite viewed',
  started: 'Started by invite',
  returned: 'Returned from the form',
  expired: 'Invite expired',
  revoked: 'Invite revoked',
};

export const INVITE_STATE_TONE: Readonly<Record<InviteState, Tone>> = {
  queued: 'waiting',
  sent: 'waiting',
  not_delivered: 'bad',
  viewed: 'waiting',
  started: 'good',
  returned: 'good',
  expired: 'attention',
  revoked: 'neutral',
};

export interface InviteFacts {
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
  readonly returnedAt: Date | null;
  readonly startedAt: Date | null;
  readonly viewedAt: Date | null;
  /** Of the newest mail; null when none was sent, because the link was only copied. */
  readonly mailState: MailState | null;
}

/** The one state that says most about an invite. */
export function toInviteState(invite: InviteFacts, now: Date): InviteState {
  if (invite.revokedAt !== null) return 'revoked';
  if (invite.expiresAt <= now) return 'expired';
  if (invite.returnedAt !== null) return 'returned';
  if (invite.startedAt !== null) return 'started';
  if (invite.viewedAt !== null) return 'viewed';
  if (invite.mailState === 'bounced' || invite.mailState === 'failed') return 'not_delivered';
  return invite.mailState === 'queued' || invite.mailState === 'sending' ? 'queued' : 'sent';
}
