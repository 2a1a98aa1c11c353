import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatRelative,
  formatTime,
  pluralise,
  UNKNOWN_TIME,
} from './format';

const NOON = '2026-11-03T14:02:59.500Z';
const noonMs = Date.parse(NOON);
const MINUTE_MS = 60_000;

describe('an instant as text', () => {
  it('names UTC whenever UTC is meant', () => {
    expect(formatTime(NOON, 'utc')).toBe('14:02 UTC');
    expect(formatDate(NOON, 'utc')).toBe('3 Nov 2026');
    expect(formatDateTime(NOON, 'utc')).toBe('3 Nov 2026, 14:02 UTC');
  });

  it('is written in the zone of the machine without a zone name', () => {
    const date = new Date(NOON);
    const clock = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
    expect(formatTime(NOON, 'local')).toBe(clock);
    expect(formatDateTime(NOON, 'local')).toBe(`${formatDate(NOON, 'local')}, ${clock}`);
  });

  it('reads offsets and answers for the same instant alike', () => {
    expect(formatDateTime('2026-11-03T23:30:00-02:00', 'utc')).toBe('4 Nov 2026, 01:30 UTC');
  });

  it.each(['', 'yesterday', '2026-99-99'])('says so when %j cannot be read', (text) => {
    expect(formatTime(text, 'utc')).toBe(UNKNOWN_TIME);
    expect(formatDate(text, 'local')).toBe(UNKNOWN_TIME);
    expect(formatDateTime(text, 'utc')).toBe(UNKNOWN_TIME);
    expect(formatRelative(text, noonMs)).toBe(UNKNOWN_TIME);
  });
});

describe('how long ago', () => {
  it.each([
    [0, 'just now'],
    [MINUTE_MS - 1, 'just now'],
    [MINUTE_MS, '1 min ago'],
    [59 * MINUTE_MS + 59_999, '59 min ago'],
    [60 * MINUTE_MS, '1 h ago'],
    [24 * 60 * MINUTE_MS - 1, '23 h ago'],
  ])('%i ms reads %j', (ageMs, text) => {
    expect(formatRelative(NOON, noonMs + ageMs)).toBe(text);
  });

  it('becomes a date after a day', () => {
    expect(formatRelative(NOON, noonMs + 24 * 60 * MINUTE_MS)).toBe(formatDateTime(NOON, 'local'));
  });

  it('forgives a clock that is a little behind, and shows the date of an instant truly ahead', () => {
    expect(formatRelative(NOON, noonMs - MINUTE_MS)).toBe('just now');
    expect(formatRelative(NOON, noonMs - MINUTE_MS - 1)).toBe(formatDateTime(NOON, 'local'));
  });
});

describe('an age', () => {
  it.each([
    [-MINUTE_MS, 'under 1 min'],
    [1_000, 'under 1 min'],
    [MINUTE_MS - 1, 'under 1 min'],
    [MINUTE_MS, '1 min'],
    [60 * MINUTE_MS - 1, '59 min'],
    [24 * 60 * MINUTE_MS, '1 day'],
  ])('of %i ms reads %j', (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [-1234, '-1,234'],
  ])('%i reads %j', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('carry their noun in the right number', () => {
    expect(pluralise(1, 'customer')).toBe('1 customer');
    expect(pluralise(0, 'customer')).toBe('0 customers');
    expect(pluralise(2000, 'entry', 'entries')).toBe('2,000 entries');
  });
});

describe('a duration', () => {
  it.each([
    [0, 'less than a second'],
    [-5, 'less than a second'],
    [Number.NaN, 'less than a second'],
    [3_999, '3 s'],
    [MINUTE_MS, '1 min'],
    [59 * MINUTE_MS, '59 min'],
    [5 * 60 * MINUTE_MS, '5 h'],
    [24 * 60 * MINUTE_MS, '1 day'],
    [12.5 * 24 * 60 * MINUTE_MS, '12 days'],
  ])('of %d ms reads %j', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
