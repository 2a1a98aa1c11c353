import { describe, expect, test } from 'vitest';
import { dateInput, fromDate, untilDate } from './date-filter';

const read = (schema: typeof fromDate, text: string) => schema.safeParse(text).data?.toISOString() ?? null;

describe('a date filter', () => {
  test.each([
    ['2026-11-30', '2026-11-30T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['2026-11-30T20:10:00Z', '2026-11-30T20:10:00.000Z', '2026-11-30T20:10:00.001Z'],
    ['2026-11-30T20:10:00.250Z', '2026-11-30T20:10:00.250Z', '2026-11-30T20:10:00.251Z'],
    ['2026-11-30T20:10:00+02:00', '2026-11-30T18:10:00.000Z', '2026-11-30T18:10:00.001Z'],
  ])('%s counts from its beginning and to its end', (text, from, until) => {
    expect(read(fromDate, text)).toBe(from);
    expect(read(untilDate, text)).toBe(until);
  });

  test.each([
    'yesterday',
    '2026-02-31',
    '0000-01-01',
    '0000-01-01T00:00:00Z',
    '2026-11-30T20:10:00',
    '2026-11-30T20:10:00 02:00',
    '30.11.2026',
    '1764533400',
  ])('%s is not understood', (text) => {
    expect([read(fromDate, text), read(untilDate, text)]).toEqual([null, null]);
  });

  test('an instant stays in the form that filters, where a date input would be empty', () => {
    expect(['', '2026-11-30', '2026-11-30T20:10:00Z'].map(dateInput)).toEqual(['date', 'date', 'text']);
  });
});
