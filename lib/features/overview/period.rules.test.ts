import { describe, expect, it, test } from 'vitest';
import { bucketsOf, daysOf, instantsOf, toPeriod } from './period.rules';

const NOW = new Date('2026-11-26T23:59:59Z');
const LAST_30 = { from: '2026-10-28', to: '2026-11-26', days: 30, preset: 30 };

describe('a period', () => {
  it('is the last 30 days when nothing is asked for', () =>
    expect(toPeriod({}, NOW)).toEqual({ period: LAST_30, problem: null }));

  it.each(['7', '30', '90'])('of the last %s days ends today and has as many days', (days) => {
    const { period, problem } = toPeriod({ days }, NOW);
    expect(problem).toBeNull();
    expect(period).toMatchObject({ to: '2026-11-26', days: Number(days), preset: Number(days) });
    expect(daysOf(period)).toHaveLength(Number(days));
    expect(daysOf(period).at(-1)).toBe('2026-11-26');
  });

  it('of dates holds both of them', () =>
    expect(toPeriod({ from: '2026-02-27', to: '2026-03-01' }, NOW)).toEqual({
      period: { from: '2026-02-27', to: '2026-03-01', days: 3, preset: null },
      problem: null,
    }));

  it('ends today where its end lies in the future', () =>
    expect(toPeriod({ from: '2026-11-20', to: '2027-01-01' }, NOW).period).toMatchObject({
      to: '2026-11-26',
      days: 7,
    }));

  it.each([
    { days: '8' },
    { days: '-7' },
    { days: '7.0' },
    { days: 'NaN' },
    { from: '2026-11-01' },
    { to: '2026-11-01' },
    { from: '2026-02-30', to: '2026-03-02' },
    { from: '<script>', to: '2026-03-02' },
    { from: '2026-11-02', to: '2026-11-01' },
    { from: '2026-11-27', to: '2026-12-01' },
    { from: '2020-01-01', to: '2026-11-01' },
  ])('that cannot be used (%o) becomes the last 30 days and says why', (params) => {
    const { period, problem } = toPeriod(params, NOW);
    expect(period).toEqual(LAST_30);
    expect(problem).toMatch(/\.$/);
  });
});

describe('the columns of a period', () => {
  it('are days up to a month', () => {
    expect(bucketsOf(toPeriod({ days: '30' }, NOW).period)).toHaveLength(30);
    expect(bucketsOf({ from: '2026-11-25', to: '2026-11-26', days: 2 })).toEqual([
      { from: '2026-11-25', to: '2026-11-25' },
      { from: '2026-11-26', to: '2026-11-26' },
    ]);
  });

  it('are weeks beyond, without a gap and without a day too many', () => {
    const { period } = toPeriod({ days: '90' }, NOW);
    const buckets = bucketsOf(period);
    expect(buckets).toHaveLength(13);
    expect(buckets[0]?.from).toBe(period.from);
    expect(buckets.at(-1)).toEqual({ from: '2026-11-21', to: '2026-11-26' });
    for (const [index, bucket] of buckets.slice(1).entries())
      expect(instantsOf(bucket).since).toEqual(instantsOf(buckets[index] ?? bucket).before);
  });

  test('reach from midnight to midnight in UTC', () =>
    expect(instantsOf({ from: '2026-11-25', to: '2026-11-26' })).toEqual({
      since: new Date('2026-11-25T00:00:00Z'),
      before: new Date('2026-11-27T00:00:00Z'),
    }));
});
