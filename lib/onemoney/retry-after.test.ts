import { describe, expect, it } from 'vitest';
import { longerHint, parseRetryAfter, parseRetryDetail } from './retry-after';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['4', 4000],
    [' 4 ', 4000],
    ['1.5', 1500],
    ['0', 0],
    ['-5', 0],
    ['1000000000', 120_000],
    ['1e9', 120_000],
    ['Infinity', 120_000],
    ['Sun, 01 Mar 2026 12:00:07 GMT', 7000],
    ['Sunday, 01-Mar-26 12:00:07 GMT', 7000],
    ['Sun Mar  1 12:00:07 2026 GMT', 7000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['Sun, 01 Mar 2099 12:00:00 GMT', 120_000],
  ])('%j is %d ms', (header, ms) => expect(parseRetryAfter(header, now)).toBe(ms));

  it.each([
    null,
    '',
    '  ',
    'soon',
    'Retry after 4s',
    '4s',
    'March 2026',
    'NaN',
    'Sun, 99 Foo 2026 12:00:00 GMT',
    '4, 5',
  ])('%j says nothing', (header) => expect(parseRetryAfter(header, now)).toBeNull());
});

describe('the words of a 429', () => {
  it.each([
    ['Rate limit exceeded. Retry after 4s.', 4000],
    ['retry after 4 seconds', 4000],
    ['RETRY AFTER 12', 12_000],
    ['Retry in 250ms', 250],
    ['retry after 2 minutes', 120_000],
    ['retry after 0s', 0],
    ['retry after 999999999999s', 120_000],
  ])('%j is %d ms', (detail, ms) => expect(parseRetryDetail(detail)).toBe(ms));

  it.each([null, '', 'Rate limit exceeded', 'Retry after lunch', 'Retry after -4s'])('%j says nothing', (detail) =>
    expect(parseRetryDetail(detail)).toBeNull(),
  );
});

it('the longer of two hints counts', () => {
  expect(longerHint(null, null)).toBeNull();
  expect(longerHint(1, null)).toBe(1);
  expect(longerHint(null, 2)).toBe(2);
  expect(longerHint(3, 2)).toBe(3);
});
