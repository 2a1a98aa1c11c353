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

describe('what the server said about a field', () => {
  it('stands until that field is edited, and the others stand on', () => {
    expect(afterEditing(refused)).toEqual({ problem: refused, errors: refused.fieldErrors });
    expect(afterEditing(refused, 'email', 'company')).toEqual({ problem: refused, errors: { name: 'Enter a name.' } });
  });

  it('takes the summary with it when it was the last', () => {
    expect(afterEditing(refused, 'email', 'name')).toEqual({ problem: null, errors: {} });
  });

  it.each([{ referenceId: 'r-1' }, { isSignedOut: true }, { needsReauthentication: true }])(
    'leaves a summary that says more: %j',
    (more) => {
      const state = { ...refused, ...more };
      expect(afterEditing(state, 'email', 'name')).toEqual({ problem: state, errors: {} });
    },
  );
});

it('a refusal of the whole form stays, whatever is edited', () => {
  const state = { ...refused, fieldErrors: {} };
  expect(afterEditing(state, 'email', 'name')).toEqual({ problem: state, errors: {} });
});

it('nothing is wrong before the first answer', () => {
  expect(afterEditing(IDLE, 'email')).toEqual({ problem: null, errors: {} });
});
