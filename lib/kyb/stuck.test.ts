import { describe, expect, it } from 'vitest';
import { KYB_STATUSES } from './status';
import { DEFAULT_STUCK_THRESHOLDS, isStuck, type StuckFacts, stuckReason } from './stuck';

const NOW = new Date('2026-11-26T12:00:00Z');
const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * 86_400_000 - ms);
const reasonOf = (facts: Partial<StuckFacts>) =>
  stuckReason({ status: 'INIT', statusSince: ago(1), invite: null, ...facts }, DEFAULT_STUCK_THRESHOLDS, NOW);

describe('a customer is stuck', () => {
  it('when invited over seven days ago and the invite was never opened', () => {
    expect(reasonOf({ invite: { sentAt: ago(7, 1), openedAt: null } })).toBe('unopened');
    expect(reasonOf({ invite: { sentAt: ago(7), openedAt: null } })).toBeNull();
    expect(reasonOf({ invite: { sentAt: ago(9), openedAt: ago(8) } })).toBeNull();
  });

  it.each(KYB_STATUSES.filter((status) => status !== 'APPROVED'))('after more than fourteen days in %s', (status) => {
    expect(reasonOf({ status, statusSince: ago(14, 1) })).toBe('waiting');
    expect(reasonOf({ status, statusSince: ago(14) })).toBeNull();
  });

  it('in a status that nobody knows, too', () =>
    expect(reasonOf({ status: 'SOMETHING_NEW', statusSince: ago(20) })).toBe('waiting'));
});

describe('a customer is not stuck', () => {
  it('once approved, however long ago', () =>
    expect(reasonOf({ status: 'APPROVED', statusSince: ago(400), invite: { sentAt: ago(400), openedAt: null } })).toBe(
      null,
    ));

  it('for an unopened invite while it is 1Money’s turn', () =>
    expect(reasonOf({ status: 'UNDER_REVIEW', invite: { sentAt: ago(10), openedAt: null } })).toBeNull());

  it('when nobody knows since when', () =>
    expect(isStuck({ status: 'INIT', statusSince: null, invite: null }, DEFAULT_STUCK_THRESHOLDS, NOW)).toBe(false));
});
