import { describe, expect, it } from 'vitest';
import { DEFAULT_OVERDUE_THRESHOLDS } from '@/lib/kyb/overdue-thresholds';
import { OVERDUE_FIELDS, overdueInput, reminderInput, toReentry, toReminderRule, toThresholds } from './settings.rules';

describe('reminders', () => {
  const parse = (days: string) => reminderInput.safeParse({ isOn: 'on', days }).data?.days;

  it.each([
    ['3, 7', [3, 7]],
    ['3,7,14', [3, 7, 14]],
    [' 1 ', [1]],
    ['90', [90]],
  ])('on the days %j', (text, days) => expect(parse(text)).toEqual(days));

  it.each(['', '0', '7, 3', '3, 3', '1.5', '91', '1 2 3 4 5 6', 'three', '-1', '1e1000', '3,,x'])(
    'not on the days %j',
    (text) => expect(parse(text)).toBeUndefined(),
  );

  it('fall back when what is stored is damaged', () => {
    const fallback = { isOn: true, days: [3, 7] };
    expect(toReminderRule({ isOn: false, days: [5] }, fallback)).toEqual({ isOn: false, days: [5] });
    for (const stored of [null, {}, { isOn: 'on', days: [5] }, { isOn: true, days: [7, 3] }, { isOn: true, days: [] }])
      expect(toReminderRule(stored, fallback)).toBe(fallback);
  });
});

it('whether the rejected may enter again falls back when what is stored is damaged', () => {
  expect(toReentry({ isAllowed: false }, true)).toBe(false);
  for (const stored of [null, {}, { isAllowed: 'off' }, []]) expect(toReentry(stored, true)).toBe(true);
});

describe('the thresholds of being overdue', () => {
  const filled = (changes: Record<string, string>) => ({
    ...Object.fromEntries(OVERDUE_FIELDS.map((field) => [field, '7'])),
    ...changes,
  });

  it('are days, or never', () => {
    const parsed = overdueInput.safeParse(filled({ INIT: '', REJECTED: '365' }));
    expect(parsed.data && toThresholds(parsed.data)).toMatchObject({
      unopenedInviteDays: 7,
      statusDays: { INIT: null, REJECTED: 365, ESCALATED: 7 },
    });
  });

  it.each(['0', '366', '-1', '1.5', 'x', '1e2'])('are not %j', (text) => {
    const parsed = overdueInput.safeParse(filled({ INIT: text }));
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['INIT']]);
  });

  it('have no further fields', () => {
    expect(overdueInput.safeParse(filled({ APPROVED: '7' })).success).toBe(false);
    expect(Object.keys(DEFAULT_OVERDUE_THRESHOLDS.statusDays).sort()).toEqual(OVERDUE_FIELDS.slice(1).sort());
  });
});
