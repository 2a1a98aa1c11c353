import { expect, it } from 'vitest';
import { clockText } from './health-text';

it('says which clock is ahead, and ignores differences that do not matter', () => {
  expect(clockText(999)).toBe('No difference was noticed.');
  expect(clockText(2 * 3_600_000)).toMatch(/^1Money’s clock is 2 h ahead of ours/);
  expect(clockText(-90_000)).toMatch(/^1Money’s clock is 1 min behind ours/);
});
