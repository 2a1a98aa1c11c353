import { describe, expect, it } from 'vitest';
import { type OverdueFacts, overdueReason } from './overdue';
import { DEFAULT_OVERDUE_THRESHOLDS, STALLING_STATUSES } from './overdue-thresholds';

const NOW = new Date('2026-11-26T12:00:00Z');
const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * 86_400_000 - ms);
const reasonOf = (facts: Partial<OverdueFacts>, thresholds = DEFAULT_OVERDUE_THRESHOLDS) =>
  overdueReason({ status: 'INIT', since: ago(1), invite: null, ...facts }, thresholds, NOW);

describe('a customer is overdue', () => {
  it('when invited over seven days ago and the invite was never opened', () => {
    expect(reasonOf({ invite: { sentAt: ago(7, 1), openedAt: null } })).toBe('unopened');
    expect(reasonOf({ invite: { sentAt: ago(7), openedAt: null } })).toBeNull();
    expect(reasonOf({ invite: { sentAt: ago(9), openedAt: ago(8) } })).toBeNull();
  });

  it.each(STALLING_STATUSES.filter((status) => DEFAULT_OVERDUE_THRESHOLDS.statusDays[status] !== null))(
    'after longer in %s than the threshold says',
    (status) => {
      const days = DEFAULT_OVERDUE_THRESHOLDS.statusDays[status] ?? 0;
      expect(reasonOf({ status, since: ago(days, 1) })).toBe('waiting');
      expect(reasonOf({ status, since: ago(days) })).toBeNull();
    },
  );
});

describe('a customer is not overdue', () => {
  it('once approved, however long ago', () =>
    expect(reasonOf({ status: 'APPROVED', since: ago(400), invite: { sentAt: ago(400), openedAt: null } })).toBe(null));

  it('for an unopened invite while it is 1Money’s turn', () =>
    expect(reasonOf({ status: 'UNDER_REVIEW', invite: { sentAt: ago(10), openedAt: null } })).toBeNull());

  it('where the threshold is never', () =>
    expect(
      reasonOf(
        { since: ago(300), invite: { sentAt: ago(300), openedAt: null } },
        { unopenedInviteDays: null, statusDays: { ...DEFAULT_OVERDUE_THRESHOLDS.statusDays, INIT: null } },
      ),
    ).toBeNull());

  it('when the beginning of its status is unknown', () => expect(reasonOf({ since: null })).toBeNull());
});
