/**
 * Actions on many customers: what they are and for whom each is possible. Pure. The same check makes the dry run and is
 * repeated for each customer when the action runs, because the dry run may be old by then.
 */
import { isEditable, statusRule } from '@/lib/kyb/status';
import type { BulkAction, ChosenBulkAction } from '@/lib/platform/db/column-values';

/** The act that takes another one back. */
export const UNDO_OF: Readonly<Partial<Record<BulkAction, BulkAction>>> = { invite: 'revoke', assign: 'restore' };

/** More at once is no selection any more; who means it narrows the filter, or does it twice. */
export const BULK_LIMIT = 10_000;

/** No invite is reminded twice within this time, by anyone. */
const APART_MS = 24 * 60 * 60_000;

export const BULK_REASONS = [
  'gone',
  'confirming',
  'in_review',
  'setting_up',
  'approved',
  'rejected_closed',
  'unrecognised',
  'already_invited',
  'invite_expired',
  'not_invited',
  'already_started',
  'reminders_stopped',
  'reminded_recently',
  'mail_off',
  'no_address',
  'same_owner',
  'owner_changed',
  'owner_unknown',
  'invite_dead',
] as const;
/** Why an act is not possible for a customer. */
export type BulkReason = (typeof BULK_REASONS)[number];

export interface InviteForBulk {
  readonly id: string;
  readonly generation: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly startedAt: Date | null;
  readonly remindersSent: number;
  readonly lastRemindedAt: Date | null;
  readonly remindersStoppedAt: Date | null;
}

export interface BulkFacts {
  readonly status: string;
  readonly isConfirmed: boolean;
  readonly ownerId: string | null;
  /** Whether the customer's own address can be written to. */
  readonly hasAddress: boolean;
  /** The newest invite that was not revoked, expired or not; null when there is none. */
  readonly invite: InviteForBulk | null;
}

export interface BulkCircumstances {
  readonly now: Date;
  readonly rejectedReentry: boolean;
  /** Whether a mail server is configured. */
  readonly canMail: boolean;
  /** Of `assign`: the new owner; null for none. */
  readonly ownerId: string | null;
}

/** Null when the act is possible for a customer, else why it is not. `facts` is null when there is no such customer. */
export function checkEligibility(
  act: ChosenBulkAction,
  facts: BulkFacts | null,
  circumstances: BulkCircumstances,
): BulkReason | null {
  if (facts === null) return 'gone';
  if (act === 'assign') return facts.ownerId === circumstances.ownerId ? 'same_owner' : null;
  if (!facts.isConfirmed) return 'confirming';
  if (act === 'check') return null;
  const closed = closedBecause(facts.status, circumstances);
  if (closed !== null) return closed;
  switch (act) {
    case 'invite':
      return checkInvite(facts, circumstances);
    case 'resend':
      return checkResend(facts, circumstances);
    case 'remind':
      return checkReminder(facts, circumstances);
  }
}

/** Why the form is closed in a status; null while it is open. */
export function closedBecause(status: string, options: { readonly rejectedReentry: boolean }): BulkReason | null {
  if (isEditable(status, options)) return null;
  const { recognised, turn } = statusRule(status);
  if (!recognised) return 'unrecognised';
  return turn === 'needs_customer' ? 'rejected_closed' : turn;
}

/** An expired invite still holds its place: it is renewed by sending it again, never doubled. */
function checkInvite({ invite, hasAddress }: BulkFacts, { now }: BulkCircumstances): BulkReason | null {
  if (invite === null) return hasAddress ? null : 'no_address';
  return invite.expiresAt > now ? 'already_invited' : 'invite_expired';
}

function checkResend({ invite }: BulkFacts, { canMail }: BulkCircumstances): BulkReason | null {
  if (invite === null) return 'not_invited';
  return canMail ? null : 'mail_off';
}

function checkReminder({ invite }: BulkFacts, { now, canMail }: BulkCircumstances): BulkReason | null {
  if (invite === null) return 'not_invited';
  if (invite.startedAt !== null) return 'already_started';
  if (invite.expiresAt <= now) return 'invite_expired';
  if (invite.remindersStoppedAt !== null) return 'reminders_stopped';
  const last = invite.lastRemindedAt ?? invite.createdAt;
  if (now.getTime() - last.getTime() < APART_MS) return 'reminded_recently';
  return canMail ? null : 'mail_off';
}

/** The same for the taking back of an invite: who has begun by it is not stopped in the middle. */
export function checkRevocation(
  invite: { readonly revokedAt: Date | null; readonly startedAt: Date | null } | null,
): BulkReason | null {
  if (invite === null) return 'gone';
  if (invite.revokedAt !== null) return 'invite_dead';
  return invite.startedAt === null ? null : 'already_started';
}

/** The same for undoing an owner: only if it was not changed since, and only to someone who may still act. */
export function checkRestoration(owner: {
  readonly current: string | null;
  readonly given: string | null;
  readonly canFormerOwn: boolean;
}): BulkReason | null {
  if (owner.current !== owner.given) return 'owner_changed';
  return owner.canFormerOwn ? null : 'owner_unknown';
}
