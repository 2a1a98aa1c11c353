/** What pages know about invites and mails. Instants are ISO 8601 in UTC. */
import type { Tone } from '@/lib/kyb/status';

export const MAIL_KINDS = [
  'invite',
  'reminder',
  'code',
  'response_needed',
  'rejected',
  'approved',
  'staff_invite',
  'new_device',
  'password_reset',
  'digest',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** sending: handed to the mail server, outcome open. bounced: refused for good. failed: given up after 72 hours. */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'bounced', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

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

/** How far an invite has come, whatever its expiry and its mail. `untouched`: nobody has opened it. */
export const INVITE_STAGES = ['untouched', 'viewed', 'started', 'returned', 'revoked'] as const;
export type InviteStage = (typeof INVITE_STAGES)[number];

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

/** The one state that tells most about an invite. */
export function toInviteState(invite: InviteFacts, now: Date): InviteState {
  if (invite.revokedAt !== null) return 'revoked';
  if (invite.expiresAt <= now) return 'expired';
  if (invite.returnedAt !== null) return 'returned';
  if (invite.startedAt !== null) return 'started';
  if (invite.viewedAt !== null) return 'viewed';
  if (invite.mailState === 'bounced' || invite.mailState === 'failed') return 'not_delivered';
  return invite.mailState === 'queued' || invite.mailState === 'sending' ? 'queued' : 'sent';
}

export interface InviteItem {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly state: InviteState;
  /** What the mail server said when it was not delivered. */
  readonly reason: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly viewCount: number;
  readonly startedAt: string | null;
  readonly remindersSent: number;
  readonly hasStoppedReminders: boolean;
  /** Neither expired nor revoked. */
  readonly isLiving: boolean;
  /** Minutes ago: whoever was about to act on it has to be told. */
  readonly isJustRevoked: boolean;
  /** The living link to copy; null when it is dead or the viewer may not act. */
  readonly link: string | null;
  /** The same as a picture in a `data:` URL. */
  readonly qrCode: string | null;
}

/** `o…a@a…e.example`: enough to recognise one's own address, too little to learn somebody's. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '…';
  const [domain = '', ...rest] = email.slice(at + 1).split('.');
  return `${maskWord(email.slice(0, at))}@${[maskWord(domain), ...rest].join('.')}`;
}

/** `Acme Ltd` becomes `A…e L…d`. */
export function maskName(name: string): string {
  return name.split(/\s+/).filter(Boolean).map(maskWord).join(' ');
}

function maskWord(word: string): string {
  const letters = [...word];
  const first = letters[0] ?? '';
  return letters.length < 3 ? `${first}…` : `${first}…${letters.at(-1)}`;
}
