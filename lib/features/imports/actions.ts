'use server';

import { pluralise } from '@/lib/format';
import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { type ChangedDraft, changeDraft, startDraft } from './change-draft';
import { cancelImport, pauseImport, resumeImport } from './control-import';
import { discardImport } from './edit-import';
import { describeImportError } from './errors';
import { draftInput, importIdInput } from './import-input.rules';

const common = { roles: ACTING_ROLES, describe: describeImportError };

/** Whichever button of a draft's page was used: everything typed and chosen there is saved first. */
export const changeDraftAction = defineAction({
  ...common,
  name: 'change an import',
  input: draftInput,
  async run({ scope, origin }, { press, ...change }) {
    const { choice } = change;
    const isStart = press.kind === 'start' && choice !== null;
    const changed = await (isStart
      ? startDraft(scope, { ...change, choice }, origin)
      : changeDraft(scope, change, origin));
    if (!changed.ok) return changed;
    const id = changed.value.importId;
    if (id !== change.importId) return ok({ redirectTo: `/customers/import/${id}?file=read-again` });
    if (press.kind === 'start') return ok({ redirectTo: `/customers/import/${id}` });
    if (press.kind === 'show')
      return ok({ redirectTo: `/customers/import/${id}?rows=${press.filter}&after=${press.after}` });
    return ok({ message: draftText(changed.value) });
  },
});

function draftText({ changedRows, isShapeChanged }: ChangedDraft): string {
  if (isShapeChanged) return 'All rows were checked again.';
  return changedRows === 0 ? 'Saved.' : `${pluralise(changedRows, 'row')} saved.`;
}

export const discardImportAction = defineAction({
  ...common,
  name: 'discard an import',
  input: importIdInput,
  async run({ scope, origin }, { importId }) {
    const discarded = await discardImport(scope, importId, origin);
    return discarded.ok ? ok({ redirectTo: '/customers/import' }) : discarded;
  },
});

export const pauseImportAction = defineAction({
  ...common,
  name: 'pause an import',
  input: importIdInput,
  async run({ scope, origin }, { importId }) {
    const paused = await pauseImport(scope, importId, origin);
    return paused.ok ? ok({ message: 'Paused.' }) : paused;
  },
});

export const resumeImportAction = defineAction({
  ...common,
  name: 'resume an import',
  input: importIdInput,
  async run({ scope, origin }, { importId }) {
    const resumed = await resumeImport(scope, importId, origin);
    return resumed.ok ? ok({ message: 'It goes on.' }) : resumed;
  },
});

export const cancelImportAction = defineAction({
  ...common,
  name: 'cancel an import',
  input: importIdInput,
  async run({ scope, origin }, { importId }) {
    const cancelled = await cancelImport(scope, importId, origin);
    return cancelled.ok ? ok({ message: 'Cancelled.' }) : cancelled;
  },
});
