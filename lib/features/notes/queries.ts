import 'server-only';
import { and, desc, eq, gt } from 'drizzle-orm';
import { readableCustomers } from '@/lib/platform/auth/customer-access.queries';
import { isMasked, maskText } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';
import { notes } from '@/lib/platform/db/schema/notes';
import { users } from '@/lib/platform/db/schema/users';
import { NOTE_DELETABLE_MS, type NoteItem } from './rules';

const LIMIT = 200;

/** The newest notes about a customer, newest first. */
export async function listNotes(
  scope: StaffScope,
  db: Db,
  customerId: string,
  now: Date,
): Promise<readonly NoteItem[]> {
  const rows = await db
    .select({
      id: notes.id,
      text: notes.text,
      authorId: notes.authorId,
      name: users.name,
      createdAt: notes.createdAt,
      firstName: customers.firstName,
      lastName: customers.lastName,
    })
    .from(notes)
    .innerJoin(customers, eq(customers.id, notes.customerId))
    .leftJoin(users, eq(users.id, notes.authorId))
    .where(and(readableCustomers(scope), eq(notes.customerId, customerId)))
    .orderBy(desc(notes.createdAt), desc(notes.id))
    .limit(LIMIT);
  return rows.map(({ id, text, authorId, name, createdAt, firstName, lastName }) => ({
    id,
    text: isMasked(scope) ? maskText(text, [firstName, lastName]) : text,
    authorName: name ?? 'Somebody who has left',
    createdAt: createdAt.toISOString(),
    canDelete: authorId === scope.userId && createdAt > deletableSince(now),
  }));
}

export interface DeletableNote {
  readonly id: string;
  readonly customerId: string;
}

/** The person's own recent note; null for every other. */
export async function getDeletableNote(
  scope: StaffScope,
  db: Db,
  noteId: string,
  now: Date,
): Promise<DeletableNote | null> {
  const [row] = await db
    .select({ id: notes.id, customerId: notes.customerId })
    .from(notes)
    .where(and(eq(notes.id, noteId), eq(notes.authorId, scope.userId), gt(notes.createdAt, deletableSince(now))))
    .limit(1);
  return row ?? null;
}

function deletableSince(now: Date): Date {
  return new Date(now.getTime() - NOTE_DELETABLE_MS);
}
