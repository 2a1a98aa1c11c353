import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { INVITE_STATES, type InviteFacts, toInviteState } from '@/lib/features/customers/invite-state.rules';
import { maskEmail, maskName } from '@/lib/platform/auth/masking';
import { MAIL_STATES } from '@/lib/platform/db/column-values';

const NOW = new Date('2026-11-03T12:00:00Z');
const BEFORE = new Date('2026-11-01T12:00:00Z');
const LATER = new Date('2026-11-10T12:00:00Z');
const FRESH: InviteFacts = {
  revokedAt: null,
  expiresAt: LATER,
  returnedAt: null,
  startedAt: null,
  viewedAt: null,
  mailState: 'sent',
};

describe('the state of an invite', () => {
  test.each([
    ['queued', { mailState: 'queued' }],
    ['queued', { mailState: 'sending' }],
    ['sent', { mailState: 'sent' }],
    ['sent', { mailState: null }],
    ['not_delivered', { mailState: 'bounced' }],
    ['not_delivered', { mailState: 'failed' }],
    ['viewed', { mailState: 'bounced', viewedAt: BEFORE }],
    ['started', { viewedAt: BEFORE, startedAt: BEFORE }],
    ['returned', { viewedAt: BEFORE, startedAt: BEFORE, returnedAt: BEFORE }],
    ['expired', { startedAt: BEFORE, expiresAt: NOW }],
    ['revoked', { expiresAt: BEFORE, revokedAt: BEFORE }],
  ] as const)('is %s for %o', (state, facts) => expect(toInviteState({ ...FRESH, ...facts }, NOW)).toBe(state));

  it('is one of the known ones whatever the facts', () => {
    const instant = fc.option(fc.constantFrom(BEFORE, NOW, LATER), { nil: null });
    const facts = fc.record({
      revokedAt: instant,
      expiresAt: fc.constantFrom(BEFORE, NOW, LATER),
      returnedAt: instant,
      startedAt: instant,
      viewedAt: instant,
      mailState: fc.option(fc.constantFrom(...MAIL_STATES), { nil: null }),
    });
    fc.assert(fc.property(facts, (each) => INVITE_STATES.includes(toInviteState(each, NOW))));
  });
});

describe('masks', () => {
  it.each([
    ['ada.byron@analytical.example', 'a…n@a…l.example'],
    ['a@b.example', 'a…@b….example'],
    ['müller@firma.co.uk', 'm…r@f…a.co.uk'],
    ['nobody', '…'],
    ['', '…'],
  ])('of the address %s is %s', (email, masked) => expect(maskEmail(email)).toBe(masked));

  it.each([
    ['Acme Ltd', 'A…e L…d'],
    ['  Acme   Ltd ', 'A…e L…d'],
    ['X', 'X…'],
    ['株式会社', '株…社'],
    ['', ''],
  ])('of the name %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it('never show a word of more than three letters in full', () =>
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{4,20}$/), (word) => !maskName(word).includes(word))));
});
