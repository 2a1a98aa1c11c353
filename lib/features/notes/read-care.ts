import 'server-only';
import { getOwner, listPossibleOwners } from '@/lib/features/owners/queries';
import { getNewestAuditId } from '@/lib/platform/audit/audit.queries';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { StaffName } from '@/lib/platform/auth/staff-name';
import { getDb } from '@/lib/platform/db/client';
import { listNotes } from './queries';
import type { NoteItem } from './rules';

/** What staff know among themselves about a customer. */
export interface Care {
  readonly owner: StaffName | null;
  /** To whom the customer can be assigned; empty for viewers. */
  readonly possibleOwners: readonly StaffName[];
  readonly notes: readonly NoteItem[];
}

export async function readCare(scope: StaffScope, customerId: string): Promise<Care> {
  const db = await getDb();
  const [owner, possibleOwners, notes] = await Promise.all([
    getOwner(scope, db, customerId),
    scope.role === 'viewer' ? [] : listPossibleOwners(scope, db),
    listNotes(scope, db, customerId, new Date()),
  ]);
  return { owner: owner ?? null, possibleOwners, notes };
}

/** Changes with every audit event of the customer: an open page polls it to know that it is out of date. */
export async function readNewestAuditId(scope: StaffScope, customerId: string): Promise<number> {
  return getNewestAuditId(scope, await getDb(), customerId);
}
