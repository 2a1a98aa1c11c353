import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { listStaffNames } from '@/lib/platform/auth/staff.queries';
import type { StaffChoice } from '@/lib/platform/auth/staff-name';
import { getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import { listSavedViews } from './queries';
import type { SavedView } from './rules';
import { removeView as remove, saveView as save, setDefaultView as setDefault } from './writes';

const MAX_VIEWS = 50;

export async function readSavedViews(scope: StaffScope): Promise<readonly SavedView[]> {
  return listSavedViews(scope, await getDb());
}

/** Possible owners, for filters. */
export async function readStaffNames(scope: StaffScope): Promise<readonly StaffChoice[]> {
  return listStaffNames(scope, await getDb());
}

/** Errors: `invalid_input` with field `name` (`too_many`); `forbidden`: viewers change nothing for others. */
export async function saveView(
  scope: StaffScope,
  view: { readonly name: string; readonly query: string; readonly isShared: boolean; readonly isDefault: boolean },
  origin: Origin,
): Promise<Result<string>> {
  const { isDefault, ...kept } = view;
  if (kept.isShared && scope.role === 'viewer') return err({ kind: 'forbidden', retryable: false });
  const db = await getDb();
  const id = await save(scope, db, kept, { id: crypto.randomUUID(), max: MAX_VIEWS, origin });
  if (id === null) return err({ kind: 'invalid_input', retryable: false, fields: { name: 'too_many' } });
  if (isDefault) await setDefault(scope, db, id, origin);
  return ok(id);
}

/** Errors: `not_found`, also for another person's view. */
export async function removeView(scope: StaffScope, id: string, origin: Origin): Promise<Result<null>> {
  const isRemoved = await remove(scope, await getDb(), id, origin);
  return isRemoved ? ok(null) : err({ kind: 'not_found', retryable: false });
}

/** Errors: `not_found`, for a view that is neither the person's own nor shared. */
export async function setDefaultView(scope: StaffScope, id: string | null, origin: Origin): Promise<Result<null>> {
  const isSet = await setDefault(scope, await getDb(), id, origin);
  return isSet ? ok(null) : err({ kind: 'not_found', retryable: false });
}
