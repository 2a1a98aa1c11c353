import { type FormEvent, useState } from 'react';
import type { ActionState } from '@/lib/platform/forms/action-state';

type ErrorState = Extract<ActionState, { status: 'error' }>;

interface OpenErrors {
  /** Null once every field that was wrong has been edited and nothing else is left to say. */
  readonly problem: ErrorState | null;
  readonly errors: ErrorState['fieldErrors'];
}

const NO_FIELDS: ReadonlySet<string> = new Set();

/** The part of the server's result that still applies: a field's error goes when the field is edited. */
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

/** The errors of a form for as long as they are true; `onInput` belongs on the form. */
export function useFieldErrors(state: ActionState) {
  // Belongs to one answer: after the next one every field counts again.
  const [edits, setEdits] = useState({ state, names: NO_FIELDS });
  const edited = edits.state === state ? edits.names : NO_FIELDS;
  return {
    ...toOpenErrors(state, edited),
    /** What was typed, to be shown again. */
    values: state.status === 'error' ? state.values : {},
    edited,
    onInput: ({ target }: FormEvent) => {
      const name = 'name' in target ? String(target.name) : '';
      if (!edited.has(name)) setEdits({ state, names: new Set([...edited, name]) });
    },
  };
}
