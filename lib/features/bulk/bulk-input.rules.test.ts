import { expect, test } from 'vitest';
import { bulkSelectionInput } from './bulk-input.rules';

const read = (given: unknown) => bulkSelectionInput.safeParse(given);

test('ids come from boxes of rows and of a page, each once; what cannot be one is refused', () => {
  expect(read({ act: 'invite', customer: 'a\nb c\na', ownerId: '' }).data).toEqual({
    act: 'invite',
    customer: ['a', 'b', 'c'],
    ownerId: null,
  });
  expect(read({ act: 'check' }).data?.customer).toEqual([]);
  expect(read({ act: 'check', customer: '../x' }).success).toBe(false);
  expect(read({ act: 'check', customer: 'x'.repeat(65) }).success).toBe(false);
});

test('an undo cannot be asked for as an act, and nothing may stand in the form that does not belong', () => {
  for (const act of ['revoke', 'restore', '', 'delete']) expect(read({ act }).success).toBe(false);
  expect(read({ act: 'assign', ownerId: 'admin' }).success).toBe(false);
  expect(read({ act: 'invite', role: 'admin' }).success).toBe(false);
});
