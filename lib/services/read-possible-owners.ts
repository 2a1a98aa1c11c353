import 'server-only';
import { getDb } from '@/lib/db/client';
import { listPossibleOwners } from '@/lib/db/queries/owners';
import type { StaffScope } from '@/lib/scope';

/** Everybody to whom customers may be assigned, for those who may assign them. */
export async function readPossibleOwners(scope: StaffScope) {
  return scope.role === 'viewer' ? [] : listPossibleOwners(scope, await getDb());
}
