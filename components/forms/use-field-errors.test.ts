import { describe, expect, it } from 'vitest';
import { type ActionState, IDLE } from '@/lib/platform/forms/action-state';
import { toOpenErrors } from './use-field-errors';

const refused = {
  status: 'error',
  message: 'Please correct the marked fields.',
  fieldErrors: { email: 'Enter a valid email address.', name: 'Enter a name.' },
  values: {},
} as const satisfies ActionState;

const afterEditing = (state: ActionState, ...names: string[]) => toOpenErrors(state, new Set(names));

describe("the server's error for a field", () => {
  it('stays until that field is edited; the others stay', () => {
    expect(afterEditing(refused)).toEqual({ problem: refused, errors: refused.fieldErrors });
    expect(afterEditing(refused, 'email', 'company')).toEqual({ problem: refused, errors: { name: 'Enter a name.' } });
  });

  it('removes the summary if it was the last', () => {
    expect(afterEditing(refused, 'email', 'name')).toEqual({ problem: null, errors: {} });
  });

  it.each([{ referenceId: 'r-1' }, { isSignedOut: true }, { needsReauthentication: true }])(
    'keeps a summary with more to say: %j',
    (more) => {
      const state = { ...refused, ...more };
      expect(afterEditing(state, 'email', 'name')).toEqual({ problem: state, errors: {} });
    },
  );
});

it('an error of the whole form stays, whatever is edited', () => {
  const state = { ...refused, fieldErrors: {} };
  expect(afterEditing(state, 'email', 'name')).toEqual({ problem: state, errors: {} });
});

it('there is no error before the first response', () => {
  expect(afterEditing(IDLE, 'email')).toEqual({ problem: null, errors: {} });
});
