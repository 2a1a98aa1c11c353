'use server';

import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { describeNoteError } from './errors';
import { addNote, deleteNote } from './notes';
import { noteIdInput, noteInput } from './rules';

export const addNoteAction = defineAction({
  name: 'add note',
  roles: ACTING_ROLES,
  input: noteInput,
  describe: describeNoteError,
  async run({ scope, origin }, input) {
    const added = await addNote(scope, input, origin);
    return added.ok ? ok({ message: 'Noted.' }) : added;
  },
});

export const deleteNoteAction = defineAction({
  name: 'delete note',
  roles: ACTING_ROLES,
  input: noteIdInput,
  describe: describeNoteError,
  async run({ scope, origin }, { noteId }) {
    const deleted = await deleteNote(scope, noteId, origin);
    return deleted.ok ? ok({ message: 'Deleted.' }) : deleted;
  },
});
