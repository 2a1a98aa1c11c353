'use server';

import { ACTING_ROLES } from '@/lib/auth/roles';
import { pluralise } from '@/lib/format';
import { columnsInput, correctionsInput, importIdInput, startInput } from '@/lib/kyb/import-input';
import { ok } from '@/lib/result';
import { cancelImport, pauseImport, resumeImport, startImport } from '@/lib/services/control-import';
import { correctRows, discardImport, rematchImport } from '@/lib/services/edit-import';
import { defineAction } from './define-action';
import { describeImportError } from './describe-import-errors';

const common = { roles: ACTING_ROLES, describe: describeImportError };

export const matchColumnsAction = defineAction({
  ...common,
  name: 'match columns of an import',
  input: columnsInput,
  async run({ scope, origin }, { importId, ...chosen }) {
    const matched = await rematchImport(scope, importId, chosen, origin);
    return matched.ok ? ok({ message: 'All rows were checked again.' }) : matched;
  },
});

export const correctRowsAction = defineAction({
  ...common,
  name: 'correct rows of an import',
  input: correctionsInput,
  async run({ scope, origin }, { importId, corrections }) {
    const corrected = await correctRows(scope, importId, corrections, origin);
    if (!corrected.ok) return corrected;
    const { changedRows } = corrected.value;
    return ok({ message: changedRows === 0 ? 'Nothing was changed.' : `${pluralise(changedRows, 'row')} saved.` });
  },
});

export const discardImportAction = defineAction({
  ...common,
  name: 'discard an import',
  input: importIdInput,
  async run({ scope, origin }, { importId }) {
    const discarded = await discardImport(scope, importId, origin);
    return discarded.ok ? ok({ redirectTo: '/customers/import' }) : discarded;
  },
});

export const startImportAction = defineAction({
  ...common,
  name: 'start an import',
  input: startInput,
  async run({ scope, origin }, choice) {
    const started = await startImport(scope, choice, origin);
    return started.ok ? ok({ redirectTo: `/customers/import/${choice.importId}` }) : started;
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
