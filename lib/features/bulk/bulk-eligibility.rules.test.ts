import { describe, expect, test } from 'vitest';
import { KYB_STATUSES } from '@/lib/kyb/status';
import { CHOSEN_BULK_ACTIONS } from '@/lib/platform/db/column-values';
import { type BulkFacts, checkEligibility, checkRestoration, checkRevocation } from './bulk-eligibility.rules';

const DAY_MS = 24 * 60 * 60_000;
const now = new Date('2026-11-26T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

const invite = {
  id: 'invite',
  generation: 1,
  createdAt: ago(3 * DAY_MS),
  expiresAt: ago(-11 * DAY_MS),
  startedAt: null,
  remindersSent: 0,
  lastRemindedAt: null,
  remindersStoppedAt: null,
};
const uninvited: BulkFacts = { status: 'INIT', isConfirmed: true, ownerId: null, hasAddress: true, invite: null };
const invited: BulkFacts = { ...uninvited, invite };
const circumstances = { now, rejectedReentry: true, canMail: true, ownerId: 'ada' };

type Case = readonly [what: string, facts: BulkFacts | null, reason: string | null];

describe('the dry run', () => {
  test.each<Case>([
    ['nobody was invited yet', uninvited, null],
    ['there is a living invite', invited, 'already_invited'],
    ['the invite has expired', { ...uninvited, invite: { ...invite, expiresAt: now } }, 'invite_expired'],
    ['there is no usable address', { ...uninvited, hasAddress: false }, 'no_address'],
    ['1Money has not confirmed the customer', { ...uninvited, isConfirmed: false }, 'confirming'],
    ['there is no such customer', null, 'gone'],
  ])('of inviting, when %s', (_what, facts, reason) => {
    expect(checkEligibility('invite', facts, circumstances)).toBe(reason);
  });

  test.each<Case>([
    ['there is a living invite', invited, null],
    ['the invite has expired, because it is renewed', { ...invited, invite: { ...invite, expiresAt: now } }, null],
    ['the customer has started', { ...invited, invite: { ...invite, startedAt: now } }, null],
    ['nobody was invited', uninvited, 'not_invited'],
  ])('of sending again, when %s', (_what, facts, reason) => {
    expect(checkEligibility('resend', facts, circumstances)).toBe(reason);
  });

  test.each<Case>([
    ['there is an unanswered invite', invited, null],
    ['nobody was invited', uninvited, 'not_invited'],
    ['the customer has started', { ...invited, invite: { ...invite, startedAt: now } }, 'already_started'],
    ['the invite has expired', { ...invited, invite: { ...invite, expiresAt: now } }, 'invite_expired'],
    ['no more is wanted', { ...invited, invite: { ...invite, remindersStoppedAt: now } }, 'reminders_stopped'],
    [
      'the last reminder is of today',
      { ...invited, invite: { ...invite, lastRemindedAt: ago(DAY_MS - 1) } },
      'reminded_recently',
    ],
    ['the last reminder is of yesterday', { ...invited, invite: { ...invite, lastRemindedAt: ago(DAY_MS) } }, null],
    ['the invite is of today', { ...invited, invite: { ...invite, createdAt: ago(DAY_MS - 1) } }, 'reminded_recently'],
  ])('of reminding, when %s', (_what, facts, reason) => {
    expect(checkEligibility('remind', facts, circumstances)).toBe(reason);
  });

  test('mails no one without a mail server, but makes invites to be copied', () => {
    const without = { ...circumstances, canMail: false };
    expect(checkEligibility('invite', uninvited, without)).toBeNull();
    expect(checkEligibility('resend', invited, without)).toBe('mail_off');
    expect(checkEligibility('remind', invited, without)).toBe('mail_off');
  });

  test.each([...KYB_STATUSES, 'SOMETHING_NEW'])(
    'in %s lets staff write to the customer exactly while the form is open',
    (status) => {
      const expected = {
        INIT: null,
        PENDING_RESPONSE: null,
        REJECTED: null,
        PROVISIONING: 'setting_up',
        APPROVED: 'approved',
        SOMETHING_NEW: 'unrecognised',
      }[status as string];
      const reason = expected === undefined ? 'in_review' : expected;
      expect(checkEligibility('invite', { ...uninvited, status }, circumstances)).toBe(reason);
      expect(checkEligibility('resend', { ...invited, status }, circumstances)).toBe(reason);
      expect(checkEligibility('remind', { ...invited, status }, circumstances)).toBe(reason);
      expect(checkEligibility('check', { ...invited, status }, circumstances)).toBeNull();
      expect(checkEligibility('assign', { ...invited, status }, circumstances)).toBeNull();
    },
  );

  test('of a rejected customer follows the setting', () => {
    const closed = { ...circumstances, rejectedReentry: false };
    expect(checkEligibility('invite', { ...uninvited, status: 'REJECTED' }, closed)).toBe('rejected_closed');
  });

  test('of assigning leaves out anyone who has this owner, and no one else', () => {
    expect(checkEligibility('assign', { ...uninvited, ownerId: 'ada' }, circumstances)).toBe('same_owner');
    expect(checkEligibility('assign', { ...uninvited, ownerId: 'ben' }, circumstances)).toBeNull();
    expect(checkEligibility('assign', { ...uninvited, isConfirmed: false }, circumstances)).toBeNull();
    expect(checkEligibility('assign', uninvited, { ...circumstances, ownerId: null })).toBe('same_owner');
  });

  test.each(CHOSEN_BULK_ACTIONS)('of %s knows customers that are gone', (act) => {
    expect(checkEligibility(act, null, circumstances)).toBe('gone');
  });
});

describe('an undo', () => {
  test('revokes invites that no one has begun by', () => {
    expect(checkRevocation({ revokedAt: null, startedAt: null })).toBeNull();
    expect(checkRevocation({ revokedAt: null, startedAt: now })).toBe('already_started');
    expect(checkRevocation({ revokedAt: now, startedAt: null })).toBe('invite_dead');
    expect(checkRevocation(null)).toBe('gone');
  });

  test('gives a customer back only where no one has decided otherwise since', () => {
    expect(checkRestoration({ current: 'ada', given: 'ada', canFormerOwn: true })).toBeNull();
    expect(checkRestoration({ current: 'ben', given: 'ada', canFormerOwn: true })).toBe('owner_changed');
    expect(checkRestoration({ current: null, given: 'ada', canFormerOwn: true })).toBe('owner_changed');
    expect(checkRestoration({ current: 'ada', given: 'ada', canFormerOwn: false })).toBe('owner_unknown');
  });
});
