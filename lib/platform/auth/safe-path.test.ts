import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageOfFile, toSafePath } from './safe-path';

const ORIGINS = ['https://portal.partner.example', 'http://localhost:3000'];

test.each(['/customers', '/customers/abc?x=1&y=%2F#part', '/', '/customers?search=ü', '/a/../customers'])(
  '%s is a path of ours',
  (path) => {
    expect(toSafePath(path)).toBe(new URL(path, 'http://x').href.slice('http://x'.length));
  },
);

test.each([
  undefined,
  null,
  7,
  {},
  ['/customers'],
  '',
  'customers',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' /evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e%2e//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/\u0000',
  '/\u007f',
  `/${'a'.repeat(2048)}`,
  '//',
  '/@/\\x',
])('%j goes home', (given) => {
  expect(toSafePath(given)).toBe('/customers');
});

describe('whatever is given', () => {
  const piece = fc.constantFrom(
    '/',
    '//',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '%5c',
    '@',
    ':',
    '?',
    '#',
    '\t',
    '\n',
    '\u0000',
    ' ',
    'evil.example',
    'http:',
    'javascript:',
    'a',
    'ü',
    '\ud800',
    '\u202e',
    '／',
  );
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webPath(),
    fc.array(piece, { maxLength: 12 }).map((parts) => `/${parts.join('')}`),
  );

  test('a browser stays with us', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...ORIGINS), (given, origin) => {
        const path = toSafePath(given);
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(new URL(path, origin).origin).toBe(origin);
        expect(new URL(path, `${origin}/sign-in?next=x`).href).toBe(`${origin}${path}`);
      }),
      { numRuns: 5_000 },
    );
  });

  test('judging twice changes nothing', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        expect(toSafePath(toSafePath(given))).toBe(toSafePath(given));
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ['/customers/export?status=INIT&format=csv', '/customers?status=INIT'],
  ['/customers/export?customers=a.b', '/customers'],
  ['/activity/export', '/activity'],
  ['/customers/import/7c9e/results?rows=all', '/customers/import/7c9e?rows=all'],
  ['/customers/7c9e/data#x', '/customers/7c9e'],
  ['/customers/import/template', '/customers/import'],
])('%s is a file of the page %s', (path, page) => {
  expect(pageOfFile(path)).toBe(page);
});

test.each(['/customers', '/customers?next=/customers/export', '/settings/data', '/export', '/customers/export/x'])(
  '%s is no file',
  (path) => {
    expect(pageOfFile(path)).toBeNull();
  },
);
