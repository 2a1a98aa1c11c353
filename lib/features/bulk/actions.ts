'use server';

import { redirect } from 'next/navigation';
import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { IDLE } from '@/lib/platform/forms/action-state';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { bulkSelectionInput, bulkStartInput, runIdInput } from './bulk-input.rules';
import { discardBulkRun, resumeBulkRun, startBulkRun, stopBulkRun } from './change-bulk-run';
import { draftBulkRun, draftUndo } from './draft-bulk-run';
import { describeBulkError } from './errors';
import { selectCustomers } from './select-customers';

const draft = defineAction({
  name: 'act on many customers',
  roles: ACTING_ROLES,
  input: bulkSelectionInput,
  listFields: ['customer'],
  async run({ scope }, { act, ownerId, ...choice }) {
    const selected = await selectCustomers(scope, choice);
    if (!selected.ok) return selected;
    const drafted = await draftBulkRun(scope, { act, ownerId, ...selected.value });
    return drafted.ok ? ok({ redirectTo: `/customers/bulk/${drafted.value.runId}` }) : drafted;
  },
});

/** For the list's selection, which has no room for sentences: what went wrong is said on a page of its own. */
export async function draftBulkRunAction(formData: FormData): Promise<void> {
  const state = await draft(IDLE, formData);
  if (state.status !== 'error') return;
  if (state.isSignedOut) redirect('/sign-in?next=/customers');
  // A hand-made call may pass anything.
  const hasChosen = formData instanceof FormData && (formData.get('customer') || formData.get('all'));
  redirect(`/customers/bulk?problem=${hasChosen ? 'refused' : 'nobody'}`);
}

export const startBulkRunAction = defineAction({
  name: 'start an act on many customers',
  roles: ACTING_ROLES,
  input: bulkStartInput,
  describe: describeBulkError,
  async run({ scope, origin }, input) {
    const started = await startBulkRun(scope, input, origin);
    return started.ok ? ok({ redirectTo: `/customers/bulk/${input.runId}` }) : started;
  },
});

export const stopBulkRunAction = defineAction({
  name: 'stop an act on many customers',
  roles: ACTING_ROLES,
  input: runIdInput,
  describe: describeBulkError,
  async run({ scope, origin }, { runId }) {
    const stopped = await stopBulkRun(scope, runId, origin);
    return stopped.ok ? ok({ message: 'Stopped.' }) : stopped;
  },
});

export const resumeBulkRunAction = defineAction({
  name: 'take up an act on many customers',
  roles: ACTING_ROLES,
  input: runIdInput,
  describe: describeBulkError,
  async run({ scope, origin }, { runId }) {
    const resumed = await resumeBulkRun(scope, runId, origin);
    return resumed.ok ? ok({ redirectTo: `/customers/bulk/${runId}` }) : resumed;
  },
});

export const undoBulkRunAction = defineAction({
  name: 'undo an act on many customers',
  roles: ACTING_ROLES,
  input: runIdInput,
  describe: describeBulkError,
  async run({ scope }, { runId }) {
    const drafted = await draftUndo(scope, runId);
    return drafted.ok ? ok({ redirectTo: `/customers/bulk/${drafted.value.runId}` }) : drafted;
  },
});

export const discardBulkRunAction = defineAction({
  name: 'discard an act on many customers',
  roles: ACTING_ROLES,
  input: runIdInput,
  describe: describeBulkError,
  async run({ scope }, { runId }) {
    const discarded = await discardBulkRun(scope, runId);
    return discarded.ok ? ok({ redirectTo: '/customers' }) : discarded;
  },
});
