import { type FormEvent, useState } from 'react';
import type { ActionState } from '@/lib/platform/forms/action-state';

type ErrorState = Extract<ActionState, { status: 'error' }>;

interface OpenErrors {
  /** Null once every wrong field was edited and there is nothing else to say. */
  readonly problem: ErrorState | null;
  readonly errors: ErrorState['fieldErrors'];
}

const NO_FIELDS: ReadonlySet<string> = new Set();

/** Returns the errors that still apply: editing a field removes its error. */
export function toOpenErrors(state: ActionState, edited: ReadonlySet<string>): OpenErrors {
  if (state.status !== 'error') return { problem: null, errors: {} };
  const { fieldErrors, needsReauthentication, isSignedOut, referenceId } = state;
  const open = Object.entries(fieldErrors).filter(([name]) => !edited.has(name));
  const isAboutFieldsOnly =
    Object.keys(fieldErrors).length > 0 && !needsReauthentication && !isSignedOut && !referenceId;
  return {
    problem: isAboutFieldsOnly && open.length === 0 ? null : state,
    errors: Object.fromEntries(open),
  };
}

/** Field errors that disappear on editing. Put `onInput` on the form. */
export function useFieldErrors(state: ActionState) {
  // Edits count only for the response they follow: the next response shows all of its errors.
  const [edits, setEdits] = useState({ state, names: NO_FIELDS });
  const edited = edits.state === state ? edits.names : NO_FIELDS;
  return {
    ...toOpenErrors(state, edited),
    values: state.status === 'error' ? state.values : {},
    edited,
    onInput: ({ target }: FormEvent) => {
      const name = 'name' in target ? String(target.name) : '';
      if (!edited.has(name)) setEdits({ state, names: new Set([...edited, name]) });
    },
  };
}
