import 'server-only';
import { and, eq } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { notifyChange } from '@/lib/platform/db/changes';
import type { Db } from '@/lib/platform/db/client';
import { notes } from '@/lib/platform/db/schema/notes';

/** Adds a note; the same id again changes nothing. The audit log records that there is one, not its text. */
export async function insertNote(
  scope: StaffScope,
  db: Db,
  note: { readonly id: string; readonly customerId: string; readonly text: string; readonly now: Date },
  origin: Origin,
): Promise<void> {
  const { id, customerId, text, now } = note;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(notes)
      .values({ id, customerId, authorId: scope.userId, text, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: notes.id });
    if (!row) return;
    await insertAudit(scope, tx, { act: 'note.added', outcome: 'ok', customerId, origin });
    await notifyChange(tx, customerId);
  });
}

/** False when it is gone already. */
export async function deleteNote(
  scope: StaffScope,
  db: Db,
  note: { readonly id: string; readonly customerId: string },
  origin: Origin,
): Promise<boolean> {
  const { id, customerId } = note;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .delete(notes)
      .where(and(eq(notes.id, id), eq(notes.authorId, scope.userId)))
      .returning({ id: notes.id });
    if (!row) return false;
    await insertAudit(scope, tx, { act: 'note.deleted', outcome: 'ok', customerId, origin });
    await notifyChange(tx, customerId);
    return true;
  });
}
