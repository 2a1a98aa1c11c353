import 'server-only';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listPossibleOwners } from './queries';

/** All staff to whom customers may be assigned, for those who may assign them. */
export async function readPossibleOwners(scope: StaffScope) {
  return scope.role === 'viewer' ? [] : listPossibleOwners(scope, await getDb());
}
