import 'server-only';
import type { ActionState } from '@/lib/platform/forms/action-state';
import type { AppError, ConflictReason } from '@/lib/result';

const CONFLICTS: Readonly<Partial<Record<ConflictReason, string>>> = {
  started: 'This was already started. What you chose now was not applied.',
  not_a_draft: 'This was started or discarded in the meantime. Nothing was changed.',
  nothing_left: 'There is nothing left to do here.',
  over: 'This is over already.',
  not_over: 'This is still under way. Stop it or wait, then undo it.',
  no_undo: 'There is nothing here that could be taken back.',
};

/** Sentences for rejected changes of runs. */
export function describeBulkError(error: AppError): Partial<Extract<ActionState, { status: 'error' }>> | null {
  if (error.kind === 'not_found') return { message: 'There is no such run here any more. Nothing was changed.' };
  if (error.kind !== 'conflict') return null;
  const message = CONFLICTS[error.reason];
  return message === undefined ? null : { message };
}
