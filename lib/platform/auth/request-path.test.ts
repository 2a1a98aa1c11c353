import { expect, test } from 'vitest';
import { toDecodableTarget } from './request-path';

test.each(['/', '/customers/a%20b?search=%E4%B8%AD', '/customers?search=50%&x=%zz', '/i/%25zz', '/customers#%'])(
  '%s stays as it is',
  (target) => {
    expect(toDecodableTarget(target)).toBe(target);
  },
);

test.each(['/%', '/i/%zz', '/customers/%E0%A4%A', '/customers/%ff', '/_next/static/%', '/customers/%?x=%20'])(
  '%s is no address of a page',
  (target) => {
    expect(toDecodableTarget(target)).toBe('/malformed-address');
  },
);

test('a malformed address of the API is answered like any unknown one there', () => {
  expect(toDecodableTarget('/api/customers/%')).toBe('/api/malformed-address');
});
