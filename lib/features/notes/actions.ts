'use server';

import { assignOwner } from '@/lib/features/owners/assign-owner';
import { ownerInput } from '@/lib/features/owners/rules';
import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { describeNoteError, describeOwnerError } from './errors';
import { addNote, deleteNote } from './notes';
import { noteIdInput, noteInput } from './rules';

export const assignOwnerAction = defineAction({
  name: 'assign owner',
  roles: ACTING_ROLES,
  input: ownerInput,
  describe: describeOwnerError,
  async run({ scope, origin }, request) {
    const assigned = await assignOwner(scope, request, origin);
    if (!assigned.ok) return assigned;
    const { owner } = assigned.value;
    if (owner === null) return ok({ message: 'Released: nobody looks after this customer now.' });
    return ok({ message: owner.id === scope.userId ? 'It is yours now.' : `${owner.name} looks after it now.` });
  },
});

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
