/** Notes of staff about customers. They are never changed; the author can delete one for ten minutes. */
import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { toIntentId } from '@/lib/platform/forms/intent-id';
import { err, ok, type Result } from '@/lib/result';
import { getDeletableNote } from './queries';
import type { NoteInput } from './rules';
import { insertNote, deleteNote as removeNote } from './writes';

/** Errors: `not_found`. */
export async function addNote(scope: StaffScope, input: NoteInput, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, input.customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  const id = toIntentId(input.noteId, [scope.userId, customer.id, input.note]);
  const note = { id, customerId: customer.id, text: input.note, now: new Date() };
  await insertNote(scope, db, note, origin);
  return ok(null);
}

/** Errors: `not_found`, also for another person's note and for one older than ten minutes. */
export async function deleteNote(
  scope: StaffScope,
  noteId: string,
  origin: Origin,
  now: Date = new Date(),
): Promise<Result<null>> {
  const db = await getDb();
  const note = await getDeletableNote(scope, db, noteId, now);
  const isGone = note === null || !(await removeNote(scope, db, note, origin));
  return isGone ? err({ kind: 'not_found', retryable: false }) : ok(null);
}
