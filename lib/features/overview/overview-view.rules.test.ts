import { describe, expect, it, test } from 'vitest';
import { OBSERVATION_SOURCES } from '@/lib/kyb/observation-source';
import { addFigures, axisEnd, type CountedFigures, changeSource, shareText, shortCount } from './overview-view.rules';

const day = (factor: number): CountedFigures => ({
  funnel: { invited: 5 * factor, opened: 4 * factor, started: 3 * factor, submitted: 2 * factor, approved: factor },
  uninvitedCount: factor,
  failedOpenings: { refused: 2 * factor, failed: factor },
  linksCreated: 7 * factor,
  changeSources: { webhook: 8 * factor, looking: 4 * factor, sweep: 2 * factor },
});

describe('figures of days', () => {
  it('are added one by one', () => expect(addFigures([day(1), day(10)])).toEqual(day(11)));
  it('of none are nothing', () => expect(addFigures([])).toEqual(day(0)));
});

test.each([
  [0, 0, '–'],
  [0, 5, '0 %'],
  [1, 3, '33 %'],
  [2, 3, '67 %'],
  [1, 1000, 'under 1 %'],
  [999, 1000, 'over 99 %'],
  [5, 5, '100 %'],
])('%i of %i is %s: never rounded to nothing or to all', (part, whole, text) =>
  expect(shareText(part, whole)).toBe(text),
);

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [5, 5],
  [6, 10],
  [11, 20],
  [100, 100],
  [101, 200],
  [4_999, 5_000],
])('an axis for %i ends at %i', (value, end) => expect(axisEnd(value)).toBe(end));

test.each([
  [9_999, '9999'],
  [12_345, '12k'],
  [1_500_000, '1.5M'],
])('%i is short as %s', (count, text) => expect(shortCount(count)).toBe(text));

test('every source of a reading is a webhook, a sweep, or someone who looked', () => {
  expect(OBSERVATION_SOURCES.filter((source) => changeSource(source) === 'webhook')).toEqual(['webhook']);
  expect(OBSERVATION_SOURCES.filter((source) => changeSource(source) === 'sweep')).toEqual(['sweep']);
});
