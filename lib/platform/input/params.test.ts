import { expect, test } from 'vitest';
import { malformed, readParams } from './params';

const KNOWN = ['status', 'from'] as const;
const read = (query: string) => readParams(new URLSearchParams(query), KNOWN);

test('known parameters are read without the blanks around them, empty ones as not given', () => {
  expect(read('status=%20INIT%20&from=')).toEqual({ values: { status: 'INIT' }, problems: null });
});

test('each parameter that is unknown or repeated is named with the reason', () => {
  expect(read('state=INIT&from=1&from=2&status=INIT').problems).toEqual({ state: 'unknown', from: 'repeated' });
  expect(read('state=1&state=2').problems).toEqual({ state: 'unknown' });
  expect(read('Status=INIT').problems).toEqual({ Status: 'unknown' });
});

test('names that mean something to JavaScript are names like others', () => {
  expect(JSON.stringify(read('__proto__=1&constructor=2').problems)).toBe(
    '{"constructor":"unknown","__proto__":"unknown"}',
  );
});

test('of a hostile address only a little is sent back', () => {
  const many = Array.from({ length: 500 }, (_, index) => `${'x'.repeat(2_000)}${index}=1`).join('&');
  expect(JSON.stringify(read(many).problems).length).toBeLessThan(3_000);
});

test('malformed values are named too', () => {
  expect(malformed(['from'])).toEqual({ from: 'malformed' });
  expect(malformed([])).toBeNull();
});
