import { describe, expect, test } from 'vitest';
import { erasureInput, isTypedName } from './erasure.rules';

describe('the typed confirmation of an erasure', () => {
  test.each([
    ['Acme Ltd', 'Acme Ltd'],
    ['  acme  LTD ', 'Acme Ltd'],
    ['Cafe\u0301 Zoe', 'Café Zoe'],
  ])('%j confirms %j', (typed, name) => expect(isTypedName(typed, name)).toBe(true));

  test.each([
    ['Acme', 'Acme Ltd'],
    ['', ''],
    [' ', 'Acme Ltd'],
    ['Acme Ltd.', 'Acme Ltd'],
  ])('%j does not confirm %j', (typed, name) => expect(isTypedName(typed, name)).toBe(false));

  test('takes nothing but an id and a name', () => {
    expect(erasureInput.safeParse({ customerId: 'c-1', name: 'Acme', force: 'on' }).success).toBe(false);
    expect(erasureInput.safeParse({ customerId: '../c', name: 'Acme' }).success).toBe(false);
    expect(erasureInput.safeParse({ customerId: 'c-1', name: '' }).success).toBe(false);
  });
});
